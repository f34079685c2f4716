package io.promptgate.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackFactsTest {
    @TempDir
    private Path folder;

    @Test
    void comesBackAsWritten() {
        // Given
        EnvFile file = new EnvFile(folder.resolve("stack.env"));
        StackFacts facts = new StackFacts("127.0.0.1", new Ports(9000), true, false, Masked.of("pg_admin_1"));

        // When
        facts.write(file);

        // Then
        assertThat(StackFacts.read(file)).contains(facts);
    }

    @Test
    void isAbsentBeforeTheFirstStartAndDamagedWithoutAPort() {
        EnvFile file = new EnvFile(folder.resolve("stack.env"));
        assertThat(StackFacts.read(file)).isEmpty();
        file.write(Map.of("HOST", "127.0.0.1"));
        assertThatThrownBy(() -> StackFacts.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("PORT_BASE is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8080",
        "0.0.0.0, http://127.0.0.1:8080",
        "::, http://[::1]:8080",
        "fe80::1, http://[fe80::1]:8080",
        "gate.example, http://gate.example:8080"
    })
    void namesAnAddressThatCanBeCalled(String host, String url) {
        assertThat(new StackFacts(host, new Ports(8080), false, true, Masked.of("k")).gatewayUrl())
                .isEqualTo(url);
    }

    @Test
    void countsAllPortsFromTheBase() {
        // When
        Ports ports = new Ports(9000);

        // Then
        assertThat(ports.gateway()).isEqualTo(9000);
        assertThat(ports.admin()).isEqualTo(9001);
        assertThat(ports.logs()).isEqualTo(9002);
        assertThat(Ports.management(ports.logs())).isEqualTo(9012);
        assertThat(ports.database()).isEqualTo(9020);
        assertThat(ports.mockProviders()).isEqualTo(9021);
    }

    @ParameterizedTest
    @CsvSource({"0", "65515", "-1"})
    void refusesABaseThatLeavesNoRoom(int base) {
        assertThatThrownBy(() -> new Ports(base)).isInstanceOf(Failure.class).hasMessageContaining("--port-base");
    }
}
