package io.promptgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessTreeTest {

    @Test
    void readsWhatThisProcessHasUsed() {
        // Given
        ProcessTree self = ProcessTree.self();

        // When
        long compiler = self.compilerMicros();
        long own = self.ownCpuMicros();
        long all = self.cpuMicros();

        // Then a JVM that runs tests has taken more than a tick
        assertThat(own).isGreaterThan(10_000).isGreaterThanOrEqualTo(compiler);
        assertThat(all).isGreaterThanOrEqualTo(own);
        assertThat(self.residentKiB()).isGreaterThan(10 * 1024);
    }

    @Test
    void aProcessThatHasEndedHasUsedNothing() {
        // Given a number beyond the largest that Linux gives (proc(5), pid_max)
        ProcessTree ended = new ProcessTree(1L << 23);

        // Then
        assertThat(ended.cpuMicros()).isZero();
        assertThat(ended.residentKiB()).isZero();
    }
}
