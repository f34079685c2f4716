package io.promptgate.gateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.gateway.provider.UpstreamFault;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An answer of {@code status} with the body {@code anthropic.json} or {@code .html} gives {@code fault}. */
class FaultGoldenTest {

    @TestFactory
    Stream<DynamicTest> readsEveryGoldenFault() {
        return GoldenFolder.tests("fault", FaultGoldenTest::check);
    }

    private static void check(GoldenFolder golden) {
        // Given
        int status = Integer.parseInt(golden.text("status").strip());
        String body = golden.either("anthropic.json", "anthropic.html").orElseThrow();

        // When
        UpstreamFault fault = Samples.ADAPTER.fault(status, Samples.bytes(body));

        // Then
        assertThat(fault + "\n").isEqualTo(golden.text("fault"));
    }
}
