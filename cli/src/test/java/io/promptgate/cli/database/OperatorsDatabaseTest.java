package io.promptgate.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.testkit.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsDatabaseTest {
    @Test
    void isThatOfTheEnvironment() {
        // When
        Database database = OperatorsDatabase.in(Map.of(
                        "PROMPTGATE_DATABASE_URL", "postgresql://db:5433/pg",
                        "PROMPTGATE_DATABASE_USER", "me",
                        "PROMPTGATE_DATABASE_PASSWORD", "secret-1"))
                .orElseThrow();

        // Then
        assertThat(database.environment())
                .containsEntry("PROMPTGATE_DATABASE_URL", "postgresql://db:5433/pg")
                .containsEntry("PROMPTGATE_DATABASE_USER", "me")
                .containsEntry("PROMPTGATE_DATABASE_PASSWORD", "secret-1");
        assertThat(database.toString()).doesNotContain("secret-1");
        assertThat(OperatorsDatabase.in(Map.of("PROMPTGATE_DATABASE_URL", " "))).isEmpty();
    }

    @Test
    void isLookedForBeforeAnythingStarts() throws Exception {
        int free = FreePorts.one();
        assertThatThrownBy(() -> OperatorsDatabase.check(at("postgresql://127.0.0.1:" + free + "/pg")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no PostgreSQL at 127.0.0.1:" + free);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OperatorsDatabase.check(at("postgresql://127.0.0.1:" + socket.getLocalPort() + "/pg"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/pg", "db:5432", "not a url"})
    void refusesWhatIsNoUrlWithoutShowingIt(String url) {
        assertThatThrownBy(() -> OperatorsDatabase.check(at(url)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("PROMPTGATE_DATABASE_URL must look like")
                .hasMessageNotContaining(url);
    }

    private static Database at(String url) {
        return OperatorsDatabase.in(Map.of("PROMPTGATE_DATABASE_URL", url)).orElseThrow();
    }
}
