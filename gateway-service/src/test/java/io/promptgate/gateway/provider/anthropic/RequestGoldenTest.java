package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.Presets;
import io.promptgate.gateway.provider.ChatRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code openai.json}, with {@code presets.json} where there is one, gives {@code anthropic.json} or {@code error}. */
class RequestGoldenTest {

    @TestFactory
    Stream<DynamicTest> translatesEveryGoldenRequest() {
        return GoldenFolder.tests("request", RequestGoldenTest::check);
    }

    private static void check(GoldenFolder golden) {
        // Given
        Presets presets = golden.either("presets.json").map(Samples::presets).orElse(null);
        ChatRequest request = Samples.request(golden.text("openai.json"), presets);

        if (golden.name().startsWith("refused")) {
            assertThat(Samples.refusal(request)).isEqualTo(golden.text("error"));
            return;
        }
        // When
        String sent = Samples.text(Samples.ADAPTER.request(request));

        // Then
        assertThat(sent).isEqualTo(GoldenFolder.compact(golden.text("anthropic.json")));
    }
}
