package io.promptgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.cli.state.DemoFacts;
import io.promptgate.cli.state.Ports;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StackLock;
import io.promptgate.cli.state.StateDir;
import io.promptgate.common.secret.Masked;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptGateTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsTheFactsAsLinesForAShellAndNothingElse() {
        // Given
        started(false);

        // When
        int code = run("env", "--state", folder.toString());

        // Then
        assertThat(code).isZero();
        assertThat(text(out)).isEqualTo("""
                export PG_URL='http://127.0.0.1:9000'
                export PG_ADMIN_URL='http://127.0.0.1:9001'
                export PG_LOGS_URL='http://127.0.0.1:9002'
                export PG_ADMIN_KEY='pg_admin_1'
                """);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void addsTheDemosProjectAndToken() {
        // Given
        StateDir state = started(true);
        new DemoFacts(state.demo()).keepProject("0190-uuid");
        new DemoFacts(state.demo()).keepToken("pg_live_1");

        // When
        run("env", "--state", folder.toString());

        // Then
        assertThat(text(out)).endsWith("export PG_UUID='0190-uuid'\nexport PG_TOKEN='pg_live_1'\n");
    }

    @Test
    void failsWithOneLineWhereNothingWasEverStarted() {
        for (String command : new String[] {"env", "status"}) {
            // When
            int code = run(command, "--state", folder.resolve("none").toString());

            // Then
            assertThat(code).isOne();
            assertThat(text(out)).isEmpty();
            assertThat(text(err))
                    .startsWith("promptgate: nothing was ever started in")
                    .hasLineCount(1);
            err.reset();
        }
    }

    @Test
    void showsEveryPartAndFailsWhenOneIsDown() {
        // Given
        started(true);

        // When
        int code = run("status", "--state", folder.toString());

        // Then
        assertThat(code).isOne();
        assertThat(text(out).lines().skip(1)).hasSize(6).allMatch(line -> line.contains("down"));
        assertThat(text(out)).contains("gateway", "admin", "logs", "postgresql", "mock providers", "9020");
    }

    @Test
    void hasNothingToStopWhereNothingRuns() {
        assertThat(run("down", "--state", folder.toString())).isZero();
        assertThat(text(out)).startsWith("Nothing runs on");
    }

    @Test
    void refusesAPortThatIsTakenBeforeItStartsAnything() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            int code = run("up", "--state", folder.toString(), "--port-base", Integer.toString(taken.getLocalPort()));

            // Then
            assertThat(code).isOne();
            assertThat(text(err))
                    .startsWith("promptgate: port " + taken.getLocalPort() + ", wanted for the gateway, is taken")
                    .hasLineCount(1);
            assertThat(folder.resolve("secrets.env")).doesNotExist();
            assertThat(StackLock.holder(new StateDir(folder).lock())).isEmpty();
        }
    }

    @Test
    void refusesASecondStartOnTheSameFolder() {
        // Given
        StateDir state = started(false);
        state.create();

        // When
        int code;
        try (StackLock _ = StackLock.take(state.lock())) {
            code = run("up", "--state", folder.toString());
        }

        // Then
        assertThat(code).isOne();
        assertThat(text(err)).startsWith("promptgate: already running on").hasLineCount(1);
    }

    @Test
    void explainsItself() {
        assertThat(run()).isZero();
        assertThat(text(out)).contains("up", "down", "status", "env", "promptgate test");
        out.reset();
        assertThat(run("--version")).isZero();
        assertThat(text(out)).startsWith("promptgate ");
        assertThat(run("sideways")).isEqualTo(2);
    }

    private StateDir started(boolean demo) {
        StateDir state = new StateDir(folder);
        new StackFacts("127.0.0.1", new Ports(9000), demo, true, Masked.of("pg_admin_1")).write(state.stack());
        return state;
    }

    private int run(String... args) {
        return PromptGate.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
