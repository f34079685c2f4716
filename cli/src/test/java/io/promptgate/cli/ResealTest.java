package io.promptgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ResealTest {
    private static final String RESEAL = "POST /admin/v1/credentials/reseal Bearer pg_admin_1";
    private static final String REPLICAS = "GET /admin/v1/replicas Bearer pg_admin_1";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Deque<String> steps = new ArrayDeque<>();
    private String replicas = "{\"data\":[],\"next\":null}";
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("authorization"));
            String answer = exchange.getRequestMethod().equals("GET") ? replicas : steps.poll();
            byte[] bytes = Objects.requireNonNullElse(answer, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void goesOnUntilNothingIsLeftAndShowsHowFarItIs() {
        // Given
        steps.add(step(500, 500, 240, "", 0));
        steps.add(step(40, 200, 0, "", 0));
        replicas = "{\"data\":[{\"name\":\"gw-1\",\"live\":true,\"lagging_by\":0},"
                + "{\"name\":\"gone\",\"live\":false,\"lagging_by\":9}],\"next\":null}";

        // When
        int code = run();

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                sealed anew: 500 credentials, 500 former states; left: 240
                sealed anew: 40 credentials, 200 former states; left: 0
                All is sealed with the master key 0a1b2c3d.
                """);
        assertThat(calls).containsExactly(RESEAL, RESEAL, REPLICAS);
    }

    @Test
    void saysWhatStandsInTheWayOfRetiringTheEarlierKey() {
        // Given
        steps.add(step(1, 0, 0, "\"01a203b8-dc0a-7000-a594-1acd314c24b2\"", 4));
        replicas = "{\"data\":[{\"name\":\"gw-2\",\"live\":true,\"lagging_by\":1}],\"next\":null}";

        // When
        int code = run();

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("need a new secret: 01a203b8-dc0a-7000-a594-1acd314c24b2")
                .contains("4 former states")
                .contains("not yet at the newest revision: gw-2")
                .doesNotContain("All is sealed");
    }

    @Test
    void endsWhereNothingMovesAny() {
        // Given
        steps.add(step(0, 0, 7, "", 0));

        // When
        int code = run();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("7 are left");
        assertThat(calls).containsExactly(RESEAL);
    }

    @Test
    void tellsARefusalInItsOwnWords() {
        // Given
        status = 403;
        steps.add("{\"title\":\"Forbidden\",\"status\":403,\"detail\":\"The key's role does not allow this.\"}");

        // When
        int code = run();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("403: The key's role does not allow this.");
    }

    @Test
    void refusesWordsThatItDoesNotKnow() {
        assertThat(run("everything")).isEqualTo(2);
        assertThat(calls).isEmpty();
    }

    private static String step(int credentials, int former, int left, String unreadable, int formerUnreadable) {
        return "{\"master_key_id\":\"0a1b2c3d\",\"resealed\":" + credentials + ",\"former_resealed\":" + former
                + ",\"remaining\":" + left + ",\"unreadable\":[" + unreadable + "],\"former_unreadable\":"
                + formerUnreadable + "}";
    }

    private int run(String... args) {
        Map<String, String> environment = Map.of(
                "PG_ADMIN_URL", "http://127.0.0.1:" + server.getAddress().getPort(), "PG_ADMIN_KEY", "pg_admin_1");
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(
                        new Reseal(new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8)), environment))
                .setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, _, _) -> {
                    if (!(e instanceof Failure)) {
                        throw e;
                    }
                    errors.println("promptgate: " + e.getMessage());
                    return 1;
                });
        return line.execute(args);
    }
}
