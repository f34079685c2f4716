package io.promptgate.logs.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    private static final Masked ADMIN = ClientToken.mintAdmin();
    private static final Masked SERVICE = Masked.of("0123456789abcdef");

    @Test
    void keepsHashesAlone() {
        // When
        Keys keys = Keys.read(Optional.of(ADMIN), Optional.of(SERVICE));

        // Then
        assertThat(keys.admin()).isEqualTo(TokenHash.of(ADMIN.reveal()));
        assertThat(keys.service()).isEqualTo(TokenHash.of(SERVICE.reveal()));
        assertThat(keys).hasToString("Keys");
    }

    @Test
    void saysInOneLineAllThatMustBeSet() {
        assertThatThrownBy(() -> Keys.read(Optional.empty(), Optional.empty()))
                .hasMessage("PROMPTGATE_ADMIN_KEY must be pg_admin_ and 64 hex digits,"
                        + " and is not set; PROMPTGATE_SERVICE_KEY must be at least 16 characters of ASCII without"
                        + " space, and is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "pg_live_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 0123456789abcdef, ADMIN",
        "secret, 0123456789abcdef, ADMIN",
        "pg_admin_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, short, SERVICE",
        "pg_admin_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, with a space in it, SERVICE",
        "pg_admin_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, nötigenfallsumlaut, SERVICE",
    })
    void refusesAKeyOfAnotherFormWithoutShowingIt(String admin, String service, @Nullable String named) {
        assertThatThrownBy(() -> Keys.read(Optional.of(Masked.of(admin)), Optional.of(Masked.of(service))))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_" + named + "_KEY must be ")
                .hasMessageContaining(", and is something else")
                .hasMessageNotContainingAny(admin, service);
    }
}
