package io.promptgate.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.SecretBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path folder;

    @Test
    void makesKeysThatTheServicesAccept() {
        // When
        Secrets secrets = Secrets.of(file(), Map.of(), true);

        // Then
        assertThat(SecretBox.of(secrets.masterKey(), List.of()).activeKeyId()).hasSize(8);
        assertThat(ClientToken.isAdmin(secrets.adminKey().reveal())).isTrue();
        assertThat(secrets.databasePassword().reveal()).matches("[0-9a-f]{64}");
        assertThat(secrets.serviceKey()).isNotEqualTo(secrets.databasePassword());
    }

    @Test
    void keepsThemOverTheNextStart() {
        // Given
        Secrets first = Secrets.of(file(), Map.of(), true);

        // When
        Secrets second = Secrets.of(file(), Map.of(), false);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void letsTheOperatorsOwnWinWithoutKeepingThem() {
        // Given
        Secrets kept = Secrets.of(file(), Map.of(), true);

        // When
        Secrets given = Secrets.of(file(), Map.of("PROMPTGATE_ADMIN_KEY", "pg_admin_own"), false);

        // Then
        assertThat(given.adminKey().reveal()).isEqualTo("pg_admin_own");
        assertThat(given.masterKey()).isEqualTo(kept.masterKey());
        assertThat(Secrets.of(file(), Map.of(), false)).isEqualTo(kept);
    }

    @Test
    void refusesToMakeNewOnesForDataThatNeedsTheOldOnes() {
        assertThatThrownBy(() -> Secrets.of(file(), Map.of(), false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("secrets.env is missing or incomplete");
        assertThat(file().exists()).isFalse();
    }

    @Test
    void hidesThemInItsText() {
        // When
        Secrets secrets = Secrets.of(file(), Map.of(), true);

        // Then
        assertThat(secrets.toString())
                .doesNotContain(secrets.masterKey().reveal())
                .doesNotContain(secrets.adminKey().reveal());
    }

    private EnvFile file() {
        return new EnvFile(folder.resolve("secrets.env"));
    }
}
