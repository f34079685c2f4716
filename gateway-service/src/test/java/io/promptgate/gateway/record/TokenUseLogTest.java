package io.promptgate.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.TokenUses;
import io.promptgate.common.id.UuidV7;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TokenUseLogTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final TokenUseLog log = new TokenUseLog();
    private final UUID token = UuidV7.next();

    @Test
    void tellsTheLastUseOfEachTokenOnce() {
        // Given
        log.note(token, NOON);
        log.note(token, NOON.plusSeconds(1));
        log.note(null, NOON);

        // When
        TokenUses told = log.take();

        // Then
        assertThat(told.uses()).containsExactly(new TokenUses.Use(token, NOON.plusSeconds(1)));
        assertThat(log.take().uses()).isEmpty();
        assertThat(log.waiting()).isZero();
    }

    @Test
    void keepsWhatWasNotHeardUnlessANewerUseCameMeanwhile() {
        // Given
        UUID other = UuidV7.next();
        log.note(token, NOON);
        log.note(other, NOON);
        TokenUses unheard = log.take();
        log.note(token, NOON.plusSeconds(5));

        // When
        log.putBack(unheard);

        // Then
        assertThat(log.take().uses())
                .containsExactlyInAnyOrder(
                        new TokenUses.Use(token, NOON.plusSeconds(5)), new TokenUses.Use(other, NOON));
    }

    @Test
    void tellsNoMoreAtOnceThanAdminServiceTakes() {
        // Given
        for (int i = 0; i < TokenUses.MOST + 5; i++) {
            log.note(UuidV7.next(), NOON);
        }

        // Then
        assertThat(log.take().uses()).hasSize(TokenUses.MOST);
        assertThat(log.take().uses()).hasSize(5);
    }
}
