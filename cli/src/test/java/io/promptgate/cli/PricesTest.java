package io.promptgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PricesTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                    + exchange.getRequestHeaders().getFirst("authorization"));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
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
    void listsPricesInColumns() {
        // Given
        answer = "{\"data\":[{\"provider\":\"openai\",\"model\":\"gpt-4o\",\"input\":2.50,\"cached_input\":1.25,"
                + "\"output\":10.00,\"origin\":\"bundled\"},{\"provider\":\"xai\",\"model\":\"a\\u001b[31m\",\"input\":1,"
                + "\"output\":0.5,\"origin\":\"set\"}],\"next\":null}";

        // When
        int code = run("prices", "list", "--provider", "openai");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                PROVIDER  MODEL   INPUT  CACHED  WRITE  OUTPUT   ORIGIN
                openai    gpt-4o    2.5    1.25      -      10  bundled
                xai       a?[31m      1       -      -     0.5      set
                """);
        assertThat(calls).containsExactly("GET /admin/v1/prices?limit=200&provider=openai  Bearer pg_admin_1");
    }

    @Test
    void setsAPrice() {
        // Given
        answer = "{\"provider\":\"groq\",\"model\":\"openai/x\",\"source\":\"override:7:groq:openai/x\"}";

        // When
        int code =
                run("prices", "set", "groq", "openai/x", "--input", "0.15", "--output", "0.6", "--cached-input", "0");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("groq:openai/x now has override:7:groq:openai/x\n");
        assertThat(calls)
                .containsExactly("PUT /admin/v1/prices/groq/openai/x"
                        + " {\"input\":0.15,\"output\":0.6,\"cached_input\":0} Bearer pg_admin_1");
    }

    @Test
    void importsAFileAndSaysWhatItDid() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("prices.json"), "{\"x\":1}");
        answer = "{\"added\":[{\"provider\":\"openai\",\"model\":\"n\",\"price\":{\"input\":1,\"output\":2}}],"
                + "\"changed\":[{\"provider\":\"xai\",\"model\":\"c\",\"before\":{\"input\":1,\"output\":2},"
                + "\"after\":{\"input\":3,\"output\":4}}],\"unchanged\":5,"
                + "\"skipped\":[{\"reason\":\"without a price\",\"count\":2,\"names\":[]}],"
                + "\"unplaced\":[{\"field\":\"input_cost_per_token_batches\",\"count\":3,\"names\":[]}]}";

        // When
        int code = run("prices", "import", file.toString(), "--dry-run");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                new      openai:n  1/2
                changed  xai:c  1/2 → 3/4
                left out 2 without a price
                no place for input_cost_per_token_batches, which 3 models have
                it would be 1 new, 1 changed, 5 as they were
                """);
        assertThat(calls)
                .containsExactly("POST /admin/v1/prices/import?force=false&dry_run=true {\"x\":1} Bearer pg_admin_1");
    }

    @Test
    void tellsWhatIsWrongWithAFileLineByLine() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("prices.json"), "{}");
        status = 422;
        answer = "{\"detail\":\"2 fields are not valid.\",\"errors\":[{\"field\":\"a\",\"message\":\"has no output\"},"
                + "{\"field\":\"b\",\"message\":\"has input = -1\"}]}";

        // When
        int code = run("prices", "import", file.toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("says 422: 2 fields are not valid.\n  a has no output\n  b has input = -1");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void pricesAWindowAnewAndSaysWhatItDidToTheMoney() {
        // Given
        answer = "{\"from\":\"2026-11-01T00:00:00.000Z\",\"to\":\"2026-12-01T00:00:00.000Z\",\"price_revision\":42,"
                + "\"looked\":1200,\"changed\":800,\"unpriced\":3,\"cost_before\":0.36,\"cost_after\":0.480,"
                + "\"continue_from\":\"2026-11-20T00:00:00.000Z\",\"models\":[{\"provider\":\"openai\","
                + "\"model\":\"gpt-4o\",\"changed\":800,\"cost_before\":0.36,\"cost_after\":0.48,\"unpriced\":0}]}";

        // When
        int code = run(
                "prices", "reprice", "--from", "2026-11-01", "--to", "2026-12-01", "--provider", "openai", "--dry-run");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                PROVIDER  MODEL   CHANGED  BEFORE  AFTER  UNPRICED
                openai    gpt-4o      800    0.36   0.48         0
                it would be 800 of 1200 records changed by the prices of revision 42: 0.36 USD became 0.48; 3 have no price
                there are more: go on with --from 2026-11-20T00:00:00.000Z
                """);
        assertThat(calls)
                .containsExactly("POST /logs/v1/reprice {\"from\":\"2026-11-01\",\"to\":\"2026-12-01\","
                        + "\"provider\":\"openai\",\"dry_run\":true} Bearer pg_admin_1");
    }

    @Test
    void showsWhoChangedTheLog() {
        // Given
        answer = "{\"data\":[{\"at\":\"2026-11-01T00:00:00.000Z\",\"who\":\"admin-key:1a\",\"role\":\"owner\","
                + "\"action\":\"requests.reprice\",\"filter\":\"from:a\",\"repriced\":2,\"cost_before\":9,"
                + "\"cost_after\":0.0040},{\"at\":\"2026-10-01T00:00:00.000Z\",\"who\":\"x\\u001b[2J\",\"action\":"
                + "\"requests.delete\",\"filter\":\"token:t\",\"removed\":7,\"project_uuid\":\"p-1\"}],\"next\":null}";

        // When
        int code = run("audit-log", "-n", "2");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                AT                        WHO           ROLE   ACTION            PROJECT  FILTER   RECORDS  USD BEFORE  USD AFTER
                2026-11-01T00:00:00.000Z  admin-key:1a  owner  requests.reprice  (all)    from:a         2           9      0.004
                2026-10-01T00:00:00.000Z  x?[2J         -      requests.delete   p-1      token:t        7           -          -
                """);
        assertThat(calls).containsExactly("GET /logs/v1/audit?limit=2  Bearer pg_admin_1");
    }

    @Test
    void showsTheDriftInColumns() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("usage.json"), "{}");
        String row = "\"input_tokens\":{\"theirs\":100,\"ours\":110,\"difference\":10,\"percent\":10.00},"
                + "\"output_tokens\":{\"theirs\":5,\"ours\":5,\"difference\":0,\"percent\":0.00},"
                + "\"cost_usd\":{\"theirs\":null,\"ours\":0.5,\"difference\":null,\"percent\":null}";
        answer = "{\"data\":[{\"day\":\"2026-11-01\",\"model\":\"gpt-4o\"," + row + "}],\"totals\":{" + row + "}}";

        // When
        int code = run("drift", file.toString(), "--provider", "openai");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                DAY         MODEL   INPUT  OURS    %  OUTPUT  OURS  %  USD  OURS  %
                2026-11-01  gpt-4o    100   110  +10       5     5  0    -   0.5  -
                total                 100   110  +10       5     5  0    -   0.5  -
                """);
        assertThat(calls).containsExactly("POST /logs/v1/drift?provider=openai {} Bearer pg_admin_1");
    }

    @Test
    void saysInOneLineWhyItCannot() {
        assertThat(run("prices", "import", folder.resolve("none.json").toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.json cannot be read");
        server.stop(0);
        assertThat(run("prices", "list")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nobody answers at http://127.0.0.1:");
        assertThat(run("prices", "set", "openai")).isEqualTo(2);
    }

    private int run(String... args) {
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8));
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> environment =
                Map.of("PG_ADMIN_URL", url, "PG_LOGS_URL", url + "/", "PG_ADMIN_KEY", "pg_admin_1");
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new CommandLine(new Root())
                .addSubcommand(new Prices(terminal, environment))
                .addSubcommand(new Drift(terminal, environment))
                .addSubcommand(new AuditLog(terminal, environment))
                .setExecutionExceptionHandler((e, _, _) -> {
                    errors.println(((Failure) e).getMessage());
                    return 1;
                })
                .execute(args);
    }

    @CommandLine.Command(name = "promptgate")
    private static final class Root {}
}
