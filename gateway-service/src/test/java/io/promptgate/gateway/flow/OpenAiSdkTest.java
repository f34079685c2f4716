package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
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
import io.promptgate.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        client = SdkCalls.client(gateway, gateway.token().reveal(), 0);
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
        ChatCompletion answer =
                client.chat().completions().create(SdkCalls.ask(model).build());

        // Then
        assertThat(SdkCalls.text(answer)).contains("Say hello");
        assertThat(answer.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(answer.model()).isNotEqualTo(model).doesNotContain(":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "smart", "cheap"})
    void streams(String model) {
        // When
        List<ChatCompletionChunk> chunks =
                SdkCalls.stream(client, SdkCalls.ask(model).build());

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
        List<ChatCompletionChunk> chunks = SdkCalls.stream(
                client,
                SdkCalls.ask(model)
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
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
        ChatCompletionCreateParams params = SdkCalls.ask(model)
                .addTool(tool("get_weather"))
                .addTool(tool("get_time"))
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                .build();

        // When
        ChatCompletion whole = client.chat().completions().create(params);
        ChatCompletion streamed = accumulated(SdkCalls.stream(client, params));

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
                .create(SdkCalls.ask("cheap")
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
        assertThat(SdkCalls.text(answer)).isNotEmpty();
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
                .create(SdkCalls.ask(model).responseFormat(Weather.class).build());

        // Then
        Weather weather = answer.choices().getFirst().message().content().orElseThrow();
        assertThat(weather.city).isNotNull();
        assertThat(gateway.upstream().last().text()).contains("degrees");
    }

    @Test
    void worksAsynchronously() {
        // When
        ChatCompletion whole = client.async()
                .chat()
                .completions()
                .create(SdkCalls.ask("fast").build())
                .join();
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        client.async()
                .chat()
                .completions()
                .createStreaming(SdkCalls.ask("fast").build())
                .subscribe(chunks::add)
                .onCompleteFuture()
                .join();

        // Then
        assertThat(SdkCalls.text(whole)).contains("Say hello");
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
                client.chat().completions().createStreaming(SdkCalls.ask("fast").build())) {
            assertThat(open.stream().limit(2).count()).isEqualTo(2);
        }

        // Then
        gateway.upstream().last().awaitAborted(Duration.ofSeconds(1));
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

    private static ChatCompletion accumulated(List<ChatCompletionChunk> chunks) {
        ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
        chunks.forEach(all::accumulate);
        return all.chatCompletion();
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> chunk.choices()
                .forEach(choice -> text.append(choice.delta().content().orElse(""))));
        return text.toString();
    }
}
