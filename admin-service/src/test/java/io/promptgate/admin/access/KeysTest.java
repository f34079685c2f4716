package io.promptgate.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.admin.TestKeys;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeysTest {

    @Test
    void takesGoodKeysAndKeepsOnlyTheHashesOfThoseThatCallersSend() {
        Keys keys = Keys.read(some(TestKeys.ADMIN), some(TestKeys.SERVICE), some(TestKeys.MASTER), List.of());

        assertThat(keys.admin()).isEqualTo(TokenHash.of(TestKeys.ADMIN));
        assertThat(keys.toString()).doesNotContain(keys.service().hex());
    }

    @Test
    void namesAllThatIsMissingInOneLine() {
        assertThatThrownBy(() -> Keys.read(Optional.empty(), Optional.empty(), Optional.empty(), List.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_ADMIN_KEY is not set")
                .hasMessageContaining("PROMPTGATE_SERVICE_KEY is not set")
                .hasMessageContaining("PROMPTGATE_MASTER_KEY is not set")
                .message()
                .hasLineCount(1);
    }

    @Test
    void neverRepeatsAKeyThatIsMalformed() {
        assertThatThrownBy(() -> Keys.read(
                        some("pg_admin_short-canary"),
                        some("canary with space"),
                        some("canary"),
                        List.of(Masked.of("canary"))))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_FORMER_MASTER_KEYS")
                .message()
                .doesNotContain("canary");
    }

    private static Optional<Masked> some(String key) {
        return Optional.of(Masked.of(key));
    }
}
