package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.promptgate.common.error.ApiException;
import io.promptgate.gateway.provider.ChatRequest;
import io.promptgate.gateway.provider.WholeResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code anthropic.json} gives {@code openai.json}, a {@code fault} or an {@code error}. */
class ReplyGoldenTest {
    private static final ChatRequest REQUEST = Samples.request("{\"model\":\"smart\"}", null);

    @TestFactory
    Stream<DynamicTest> translatesEveryGoldenReply() {
        return GoldenFolder.tests("reply", ReplyGoldenTest::check);
    }

    private static void check(GoldenFolder golden) {
        // Given
        byte[] body =
                Samples.bytes(golden.either("anthropic.json", "anthropic.html").orElseThrow());

        if (golden.name().startsWith("invalid")) {
            ApiException error = catchThrowableOfType(ApiException.class, () -> Samples.ADAPTER.whole(REQUEST, body));
            assertThat(Samples.describe(error)).isEqualTo(golden.text("error"));
            return;
        }
        // When
        WholeResult result = Samples.ADAPTER.whole(REQUEST, body);

        // Then
        if (result.fault() != null) {
            assertThat(result.fault() + "\n").isEqualTo(golden.text("fault"));
            return;
        }
        assertThat(Samples.text(result.body())).isEqualTo(GoldenFolder.compact(golden.text("openai.json")));
        assertThat(result.usage() + "\n").isEqualTo(golden.text("usage"));
    }
}
