package io.promptgate.common.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    private static final int MANY = 20_000;

    @Test
    void hasTheVersionAndVariantOfTheRfc() {
        // When
        UUID id = UuidV7.next();

        // Then
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void carriesItsTime() {
        // Given
        long before = System.currentTimeMillis();

        // When
        long millis = UuidV7.millis(UuidV7.next());

        // Then: the counter may run ahead by a moment when many are made at once
        assertThat(millis).isBetween(before, System.currentTimeMillis() + 1_000);
    }

    @Test
    void readsTheTimeOfTheRfcsExample() {
        // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z
        assertThat(UuidV7.millis(UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")))
                .isEqualTo(1_645_557_742_000L);
    }

    @Test
    void growsStrictly() {
        // When
        List<String> ids =
                Stream.generate(UuidV7::next).limit(MANY).map(UUID::toString).toList();

        // Then
        assertThat(ids).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
    }

    @Test
    void isUniqueOverThreads() throws Exception {
        // Given
        Set<UUID> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<UUID>>> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parts.add(threads.submit(
                        () -> Stream.generate(UuidV7::next).limit(MANY).toList()));
            }

            // When
            for (Future<List<UUID>> part : parts) {
                ids.addAll(part.get());
            }
        }

        // Then
        assertThat(ids).hasSize(4 * MANY);
    }
}
