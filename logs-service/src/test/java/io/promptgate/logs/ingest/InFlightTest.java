package io.promptgate.logs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {

    /** Room for a hundred bytes. */
    private static final class Small implements IngestConfig {
        @Override
        public MemorySize maxBody() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public int maxRecords() {
            return 1;
        }

        @Override
        public MemorySize maxInFlight() {
            return new MemorySize(BigInteger.valueOf(100));
        }
    }

    @Test
    void letsInAsMuchAsThereIsRoomFor() {
        // Given
        InFlight inFlight = new InFlight(new Small());

        // Then
        assertThat(inFlight.in(60)).isTrue();
        assertThat(inFlight.in(41)).isFalse();
        assertThat(inFlight.in(40)).isTrue();
        assertThat(inFlight.in(1)).isFalse();
        inFlight.out(60);
        assertThat(inFlight.in(60)).isTrue();
    }
}
