package io.promptgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {

    @Test
    void measuresEverythingByDefault() {
        // When
        Options options = Options.of(List.of());

        // Then
        assertThat(options.kinds()).containsExactlyInAnyOrder(Lane.Kind.values());
        assertThat(options.rounds()).isGreaterThanOrEqualTo(3);
        assertThat(options.flightRecording()).isFalse();
    }

    @Test
    void takesTheLanesThatAreNamed() {
        assertThat(Options.of(List.of("--lanes", "sse", "--quick")).kinds()).containsExactly(Lane.Kind.SSE);
        assertThat(Options.of(List.of("--lanes", "plain,sse")).kinds()).hasSize(2);
    }

    @Test
    void measuresSomethingElseOnDemand() {
        assertThat(Options.of(List.of()).what()).isEqualTo(Options.What.LANES);
        assertThat(Options.of(List.of("--native", "--quick")).what()).isEqualTo(Options.What.PROGRAMS);
        assertThat(Options.of(List.of("--quick", "--logs-away")).what()).isEqualTo(Options.What.LOGS_AWAY);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.of(List.of("--fast"))).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Options.of(List.of("--lanes", "plain,h2"))).hasMessageContaining("--lanes");
        assertThatThrownBy(() -> Options.of(List.of("--lanes"))).hasMessageContaining("--lanes");
    }
}
