package io.promptgate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bound on what a flood of refused calls leaves behind. */
final class RefusalsTest {
    private static final int DISTINCT = 20;
    private static final int KINDS = 2;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Refusals refusals = new Refusals(new Bounds(), new SimpleMeterRegistry());

    @Test
    void keepsAFloodFromManyAddressesInABoundedNumberOfLinesAndCountsAllOfIt() {
        // Given
        List<Refusal> flood = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            flood.add(refusal(i % 2 == 0 ? "sign_in" : "permission", "10.0." + i / 250 + "." + i % 250));
        }

        // When
        refusals.add(flood);

        // Then
        List<Refusal> lines = refusals.take();
        assertThat(lines).hasSize(DISTINCT + KINDS);
        assertThat(lines.stream().mapToLong(Refusal::times).sum()).isEqualTo(10_000);
        assertThat(lines.stream().filter(line -> line.address().equals("many")))
                .hasSize(KINDS)
                .allSatisfy(line -> assertThat(line.actor()).isEqualTo("many"));
        assertThat(refusals.take()).isEmpty();
    }

    @Test
    void countsThoseThatAreAlikeAsOneLine() {
        for (int i = 0; i < 1_000; i++) {
            refusals.add(List.of(refusal("sign_in", "10.0.0.1")));
        }

        assertThat(refusals.take()).singleElement().satisfies(line -> {
            assertThat(line.times()).isEqualTo(1_000);
            assertThat(line.address()).isEqualTo("10.0.0.1");
        });
    }

    @Test
    void staysWithinTheBoundWhenLinesCouldNotBeWrittenAndComeBack() {
        // Given
        for (int round = 0; round < 50; round++) {
            List<Refusal> taken = refusals.take();
            refusals.add(taken);
            for (int i = 0; i < 100; i++) {
                refusals.add(List.of(refusal("sign_in", "10." + round + ".0." + i)));
            }
        }

        // Then
        List<Refusal> lines = refusals.take();
        assertThat(lines).hasSize(DISTINCT + 1);
        assertThat(lines.stream().mapToLong(Refusal::times).sum()).isEqualTo(5_000);
    }

    private static Refusal refusal(String kind, String address) {
        return new Refusal(kind, "admin_key", "unknown", null, address, null, UUID.randomUUID(), NOW, NOW, 1);
    }

    private static final class Bounds implements AuditConfig {
        @Override
        public Duration refusalsEvery() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int refusalsDistinct() {
            return DISTINCT;
        }
    }
}
