package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.common.error.ApiException;
import io.promptgate.gateway.provider.ChatRequest;
import io.promptgate.gateway.provider.SseEvent;
import io.promptgate.gateway.provider.StreamTranslator;
import io.promptgate.gateway.provider.UpstreamFault;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicAdapterTest {
    private static final ChatRequest STREAM = Samples.request("{\"model\":\"smart\",\"stream\":true}", null);

    @Test
    void callsMessages() {
        assertThat(new AnthropicAdapter().chatPath()).isEqualTo("/messages");
    }

    @Test
    void createsRepliesNow() {
        // Given
        String reply =
                "{\"type\":\"message\",\"id\":\"i\",\"model\":\"m\",\"content\":[],\"stop_reason\":\"end_turn\"}";
        long before = Instant.now().getEpochSecond();

        // When
        String body = Samples.text(
                new AnthropicAdapter().whole(STREAM, Samples.bytes(reply)).body());

        // Then
        long created = Long.parseLong(body.replaceFirst(".*\"created\":(\\d+),.*", "$1"));
        assertThat(created).isBetween(before, before + 60);
    }

    @Test
    void refusesAMissingMaxTokensWhereTheProviderHasNoDefault() {
        // Given
        Provider row = ProviderPreset.ANTHROPIC_API.provider();
        Provider bare = new Provider(
                row.key(),
                row.name(),
                row.baseUrl(),
                row.dialect(),
                row.auth(),
                row.streamUsage(),
                row.drop(),
                row.rename(),
                0,
                null);
        ChatRequest sound =
                Samples.request("{\"model\":\"smart\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}", null);
        ChatRequest request = new ChatRequest(sound.peek(), bare, sound.model(), null);

        // When // Then
        assertThatThrownBy(() -> new AnthropicAdapter().request(request))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("max_tokens");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error,400",
        "authentication_error,401",
        "billing_error,402",
        "permission_error,403",
        "not_found_error,404",
        "conflict_error,409",
        "request_too_large,413",
        "rate_limit_error,429",
        "api_error,500",
        "timeout_error,504",
        "overloaded_error,529",
        "brand_new_error,500"
    })
    void takesTheTypeOfAnErrorInsideAStreamForItsStatus(String type, int status) {
        // Given
        StreamTranslator stream = new AnthropicAdapter().stream(STREAM);
        String data = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"m\"}}";

        // When
        UpstreamFault fault = stream.on(new SseEvent(new byte[0], "error", Samples.bytes(data)))
                .fault();

        // Then
        assertThat(fault).isEqualTo(new UpstreamFault(status, "m", type, null, null));
    }

    @Test
    void knowsNothingOfAStreamThatHasNotBegun() {
        // Given
        StreamTranslator stream = new AnthropicAdapter().stream(STREAM);

        // When
        byte[] closing = stream.closing();

        // Then
        assertThat(Samples.text(closing)).isEqualTo("data: [DONE]\n\n");
        assertThat(stream.finished()).isFalse();
        assertThat(stream.usage()).isNull();
        assertThat(stream.content().bytes()).isZero();
    }

    @Test
    void neverShowsAnUnboundedFieldNameInFull() {
        // Given
        String name = "x".repeat(100_000);
        ChatRequest request = Samples.request(
                "{\"model\":\"smart\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"" + name + "\":1}", null);

        // When
        String refusal = Samples.refusal(request);

        // Then
        assertThat(refusal).startsWith("400 unsupported_parameter xxx").hasSizeLessThan(600);
    }
}
