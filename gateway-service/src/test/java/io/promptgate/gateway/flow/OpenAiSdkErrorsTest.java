package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletion;
import io.promptgate.common.config.Scope;
import io.promptgate.testkit.Reply;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own SDK throws what it would throw at OpenAI's, and retries what it would retry. */
final class OpenAiSdkErrorsTest {
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

    @Test
    void throwsItsOwnErrorClasses() {
        String noChat =
                gateway.project().token("no chat", Set.of(Scope.MODELS), null).reveal();
        gateway.publish(gateway.project());

        assertFails(
                SdkCalls.client(gateway, "pg_live_nobody", 0),
                "fast",
                UnauthorizedException.class,
                401,
                "invalid_api_key");
        assertFails(
                SdkCalls.client(gateway, noChat, 0),
                "fast",
                PermissionDeniedException.class,
                403,
                "insufficient_scope");
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
        Throwable thrown = catchThrowable(
                () -> SdkCalls.stream(client, SdkCalls.ask("fast").build()));

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
                SseException.class,
                () -> SdkCalls.stream(client, SdkCalls.ask("fast").build()));

        // Then
        assertThat(thrown).hasMessageContaining("broke off");
    }

    @Test
    void retriesAsItSeesFit() {
        OpenAIClient patient = SdkCalls.client(gateway, gateway.token().reveal(), 2);
        try {
            // Given
            gateway.upstream().next(Reply.openAiError(429, "slow down").header("retry-after", "0"));
            gateway.upstream().next(Reply.openAiError(503, "overloaded").header("retry-after", "0"));

            // When
            ChatCompletion answer =
                    patient.chat().completions().create(SdkCalls.ask("fast").build());

            // Then
            assertThat(SdkCalls.text(answer)).contains("Say hello");
            assertThat(gateway.upstream().count()).isEqualTo(3);
        } finally {
            patient.close();
        }
    }

    @Test
    void doesNotRetryWhatItNeedNot() {
        OpenAIClient patient = SdkCalls.client(gateway, gateway.token().reveal(), 2);
        try {
            // When
            Throwable thrown = catchThrowable(() ->
                    patient.chat().completions().create(SdkCalls.ask("nobody").build()));

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
                () -> of.chat().completions().create(SdkCalls.ask(model).build()));
        assertThat(thrown).isInstanceOf(type);
        assertThat(thrown.statusCode()).isEqualTo(status);
        assertThat(thrown.code().orElse(null)).isEqualTo(code);
        assertThat(thrown.type()).isPresent();
        assertThat(thrown.headers().values("x-request-id")).hasSize(1);
    }
}
