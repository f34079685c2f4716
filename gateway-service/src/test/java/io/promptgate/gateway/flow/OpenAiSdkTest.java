package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.models.Model;
import io.promptgate.common.config.Scope;
import io.promptgate.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own SDK works with nothing but base URL and key. */
final class OpenAiSdkTest {
    private static TestGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        client = client(gateway.token().reveal(), 0);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "smart", "cheap", "groq:llama-3.1-8b-instant", "promptgate:cheap"})
    void chats(String model) {
        // When
        ChatCompletion answer = client.chat().completions().create(ask(model).build());

        // Then
        assertThat(text(answer)).contains("Say hello");
        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(answer.model()).isNotEqualTo(model).doesNotContain(":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "smart", "cheap"})
    void streams(String model) {
        // When
        List<ChatCompletionChunk> chunks = stream(ask(model).build());

        // Then
        assertThat(text(chunks)).contains("Say hello");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.id()).isEqualTo(chunks.getFirst().id());
            assertThat(chunk.model()).isEqualTo(chunks.getFirst().model());
            assertThat(chunk.usage()).isEmpty();
        });
        assertThat(accumulated(chunks).choices().getFirst().finishReason())
                .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "smart"})
    void streamsWithUsage(String model) {
        // When
        List<ChatCompletionChunk> chunks = stream(ask(model)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        // Then
        assertThat(chunks.getLast().usage()).isPresent();
        assertThat(chunks.getLast().choices()).isEmpty();
        assertThat(chunks.getLast().usage().orElseThrow().totalTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "smart"})
    void callsTools(String model) {
        // Given
        ChatCompletionCreateParams params = ask(model)
                .addTool(tool("get_weather"))
                .addTool(tool("get_time"))
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                .build();

        // When
        ChatCompletion whole = client.chat().completions().create(params);
        ChatCompletion streamed = accumulated(stream(params));

        // Then
        for (ChatCompletion answer : List.of(whole, streamed)) {
            assertThat(answer.choices().getFirst().finishReason())
                    .isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
            List<ChatCompletionMessageFunctionToolCall.Function> calls =
                    answer.choices().getFirst().message().toolCalls().orElseThrow().stream()
                            .map(call -> call.asFunction().function())
                            .toList();
            assertThat(calls.stream().map(ChatCompletionMessageFunctionToolCall.Function::name))
                    .containsExactly("get_weather", "get_time");
            assertThat(calls).allSatisfy(call -> assertThat(call.arguments()).contains("\"city\""));
        }
    }

    @Test
    void callsOneToolAtATime() {
        // When
        ChatCompletion answer = client.chat()
                .completions()
                .create(ask("cheap")
                        .addTool(tool("get_weather"))
                        .addTool(tool("get_time"))
                        .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                        .parallelToolCalls(false)
                        .build());

        // Then
        assertThat(answer.choices().getFirst().message().toolCalls().orElseThrow())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cheap", "smart"})
    void sendsImages(String model) {
        // Given
        String image = "data:image/png;base64,iVBORw0KGgo=";

        // When
        ChatCompletion answer = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessageOfArrayOfContentParts(List.of(
                                ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                        .text("What is this?")
                                        .build()),
                                ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                        .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                                .url(image)
                                                .build())
                                        .build())))
                        .build());

        // Then
        assertThat(text(answer)).isNotEmpty();
        assertThat(gateway.upstream().last().text()).contains("iVBORw0KGgo=");
    }

    /** What the model is to fill in. */
    static final class Weather {
        public String city = "";
        public int degrees;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cheap", "smart"})
    void asksForStructuredOutput(String model) {
        // When
        var answer = client.chat()
                .completions()
                .create(ask(model).responseFormat(Weather.class).build());

        // Then
        Weather weather = answer.choices().getFirst().message().content().orElseThrow();
        assertThat(weather.city).isNotNull();
        assertThat(gateway.upstream().last().text()).contains("degrees");
    }

    @Test
    void worksAsynchronously() {
        // When
        ChatCompletion whole =
                client.async().chat().completions().create(ask("fast").build()).join();
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        client.async()
                .chat()
                .completions()
                .createStreaming(ask("fast").build())
                .subscribe(chunks::add)
                .onCompleteFuture()
                .join();

        // Then
        assertThat(text(whole)).contains("Say hello");
        assertThat(text(chunks)).contains("Say hello");
    }

    @Test
    void listsModels() {
        assertThat(client.models().list().data().stream().map(Model::id))
                .startsWith("fast", "smart", "cheap", "openai:*");
        assertThat(client.models().retrieve("fast").ownedBy()).isEqualTo("promptgate");
        assertThat(client.models().retrieve("together:meta-llama/Llama-3").id())
                .isEqualTo("together:meta-llama/Llama-3");
    }

    @Test
    void leavesAStreamEarly() {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("one"), Chunk.text("two"))
                        .stuckAfter(2));

        // When
        try (StreamResponse<ChatCompletionChunk> open =
                client.chat().completions().createStreaming(ask("fast").build())) {
            assertThat(open.stream().limit(2).count()).isEqualTo(2);
        }

        // Then
        gateway.upstream().last().awaitAborted(Duration.ofSeconds(1));
    }

    @Test
    void throwsItsOwnErrorClasses() {
        String noChat =
                gateway.project().token("no chat", Set.of(Scope.MODELS), null).reveal();
        gateway.publish(gateway.project());

        assertFails(client("pg_live_nobody", 0), "fast", UnauthorizedException.class, 401, "invalid_api_key");
        assertFails(client(noChat, 0), "fast", PermissionDeniedException.class, 403, "insufficient_scope");
        assertFails(client, "nobody", NotFoundException.class, 404, "model_not_found");
        assertFails(client, "nobody:gpt", NotFoundException.class, 404, "model_not_found");
        gateway.upstream().next(Reply.openAiError(400, "bad"));
        assertFails(client, "fast", BadRequestException.class, 400, null);
        gateway.upstream().next(Reply.openAiError(422, "bad"));
        assertFails(client, "fast", UnprocessableEntityException.class, 422, null);
        gateway.upstream().next(Reply.openAiError(429, "slow down"));
        assertFails(client, "fast", RateLimitException.class, 429, "rate_limit_exceeded");
        gateway.upstream().next(Reply.openAiError(500, "broken"));
        assertFails(client, "fast", InternalServerException.class, 502, "upstream_error");
        gateway.upstream().next(Reply.openAiError(401, "bad key"));
        assertFails(client, "fast", InternalServerException.class, 502, "upstream_auth_failed");
    }

    @Test
    void throwsTheSameForStreams() {
        // Given
        gateway.upstream().next(Reply.openAiError(429, "slow down"));

        // When
        Throwable thrown = catchThrowable(() -> stream(ask("fast").build()));

        // Then
        assertThat(thrown).isInstanceOf(RateLimitException.class).hasMessageContaining("slow down");
    }

    @Test
    void throwsWhenAStreamBreaksOff() {
        // Given
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("half"), Chunk.FINISH, Chunk.DONE)
                        .tornAfter(2));

        // When
        SseException thrown = catchThrowableOfType(
                SseException.class, () -> stream(ask("fast").build()));

        // Then
        assertThat(thrown).hasMessageContaining("broke off");
    }

    @Test
    void retriesAsItSeesFit() {
        OpenAIClient patient = client(gateway.token().reveal(), 2);
        try {
            // Given
            gateway.upstream().next(Reply.openAiError(429, "slow down").header("retry-after", "0"));
            gateway.upstream().next(Reply.openAiError(503, "overloaded").header("retry-after", "0"));

            // When
            ChatCompletion answer =
                    patient.chat().completions().create(ask("fast").build());

            // Then
            assertThat(text(answer)).contains("Say hello");
            assertThat(gateway.upstream().count()).isEqualTo(3);
        } finally {
            patient.close();
        }
    }

    @Test
    void doesNotRetryWhatItNeedNot() {
        OpenAIClient patient = client(gateway.token().reveal(), 2);
        try {
            // When
            Throwable thrown = catchThrowable(
                    () -> patient.chat().completions().create(ask("nobody").build()));

            // Then
            assertThat(thrown).isInstanceOf(NotFoundException.class);
            assertThat(gateway.upstream().count()).isZero();
        } finally {
            patient.close();
        }
    }

    private static void assertFails(
            OpenAIClient of,
            String model,
            Class<? extends OpenAIServiceException> type,
            int status,
            @Nullable String code) {
        OpenAIServiceException thrown = catchThrowableOfType(
                OpenAIServiceException.class,
                () -> of.chat().completions().create(ask(model).build()));
        assertThat(thrown).isInstanceOf(type);
        assertThat(thrown.statusCode()).isEqualTo(status);
        assertThat(thrown.code().orElse(null)).isEqualTo(code);
        assertThat(thrown.type()).isPresent();
        assertThat(thrown.headers().values("x-request-id")).hasSize(1);
    }

    private static OpenAIClient client(String token, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/api/" + gateway.project().uuid() + "/v1")
                .apiKey(token)
                .maxRetries(retries)
                .build();
    }

    private static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello");
    }

    private static ChatCompletionFunctionTool tool(String name) {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(name)
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                                .build())
                        .build())
                .build();
    }

    private static List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> open =
                client.chat().completions().createStreaming(params)) {
            return open.stream().toList();
        }
    }

    private static ChatCompletion accumulated(List<ChatCompletionChunk> chunks) {
        ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
        chunks.forEach(all::accumulate);
        return all.chatCompletion();
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElseThrow();
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> chunk.choices()
                .forEach(choice -> text.append(choice.delta().content().orElse(""))));
        return text.toString();
    }
}
