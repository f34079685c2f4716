package io.promptgate.service.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartChecksTest {
    private static final Masked ADMIN = ClientToken.mintAdmin();
    private static final Masked SERVICE = Masked.of("0123456789abcdef");

    @Test
    void letsGoodKeysPass() {
        assertThatCode(() -> StartChecks.of(Set.of("PATH", "PROMPTGATE_ADMIN_KEY", "PROMPTGATE_PROVIDERS_X_BASE_URL"))
                        .adminKey(Optional.of(ADMIN))
                        .serviceKey(Optional.of(SERVICE))
                        .masterKeys(Optional.of(SecretBox.newKey()), List.of(SecretBox.newKey()))
                        .end())
                .doesNotThrowAnyException();
    }

    @Test
    void saysInOneLineAllThatMustBeSet() {
        assertThatThrownBy(() -> StartChecks.of(Set.of("PROMPTGATE_MASTERKEY"))
                        .adminKey(Optional.empty())
                        .serviceKey(Optional.empty())
                        .masterKeys(Optional.empty(), List.of())
                        .end())
                .isInstanceOf(StartRefused.class)
                .hasMessage("PROMPTGATE_MASTERKEY is no setting; the nearest is PROMPTGATE_MASTER_KEY;"
                        + " PROMPTGATE_ADMIN_KEY is not set; it must be pg_admin_ and 64 hex digits;"
                        + " PROMPTGATE_SERVICE_KEY is not set; it must be at least 16 characters of ASCII without"
                        + " space, the same for all services;"
                        + " PROMPTGATE_MASTER_KEY is not set; it must be 32 random bytes in base64");
    }

    @ParameterizedTest
    @CsvSource({
        "pg_live_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 0123456789abcdef, ADMIN",
        "secret, 0123456789abcdef, ADMIN",
        "pg_admin_0000000000000000000000000000000000000000000000000000000000000000, 0123456789abcdef, ADMIN",
        "pg_admin_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, short, SERVICE",
        "pg_admin_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, with a space in it, SERVICE",
        "pg_admin_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, nötigenfallsumlaut, SERVICE",
    })
    void refusesAKeyOfAnotherFormWithoutShowingIt(String admin, String service, String named) {
        assertThatThrownBy(() -> StartChecks.of(Set.of())
                        .adminKey(Optional.of(Masked.of(admin)))
                        .serviceKey(Optional.of(Masked.of(service)))
                        .end())
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("PROMPTGATE_" + named + "_KEY ")
                .hasMessageNotContainingAny(admin, service);
    }

    @Test
    void neverRepeatsAMasterKeyThatIsMalformed() {
        assertThatThrownBy(() -> StartChecks.of(Set.of())
                        .masterKeys(Optional.of(Masked.of("canary")), List.of(Masked.of("canary")))
                        .end())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PROMPTGATE_MASTER_KEY must be")
                .hasMessageContaining("PROMPTGATE_FORMER_MASTER_KEYS must be")
                .hasMessageNotContaining("canary");
    }
}
