package io.promptgate.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.cli.logs.ToyLogs;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The two commands against a logs-service of the test's own. */
class LogsTest {
    private static final String PROJECT = "0193a8f0-0000-7000-8000-0000000000aa";
    private static final String PAGE = """
            {"data":[
             {"id":"2","created_at":"2026-11-22T10:00:01.000Z","status":"error","http_status":502,"provider":"groq",
              "model":"a-model-with-a-name-that-is-longer-than-its-column","error_code":"upstream_error",
              "error_message":"evil\\u001b[2Jtext\\nnext","latency_ms":120},
             {"id":"1","created_at":"2026-11-22T10:00:00.000Z","status":"ok","http_status":200,"provider":"openai",
              "model":"gpt-4o-mini","alias":"fast","token_name":"web","latency_ms":93,"total_tokens":15,"cost_usd":0.00012}],
             "gaps":[{"dropped":7,"from":"2026-11-22T09:00:00.000Z","to":"2026-11-22T09:01:00.000Z","replica":"gw-1"}],
             "next":null}""";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private ToyLogs logs;

    LogsTest() throws IOException {
        logs = new ToyLogs();
    }

    @BeforeEach
    void fill() {
        logs.page = PAGE;
    }

    @AfterEach
    void close() {
        logs.close();
    }

    @Test
    void showsTheNewestAtTheBottomInColumns() {
        // When
        int code = run("logs", "--project", PROJECT, "provider:groq", "status:error");

        // Then
        List<String> lines = text(out).lines().toList();
        assertThat(code).isZero();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("TIME ").contains("STATUS", "PROVIDER", "MODEL", "USD");
        assertThat(lines.get(1)).contains("-- 7 requests between", "gw-1");
        assertThat(lines.get(2)).contains("gpt-4o-mini", "fast", "web", "0.00012");
        assertThat(lines.get(3))
                .contains("a-model-with-a-name-that-is…", "upstream_error: evil\\u001b[2Jtext\\nnext")
                .doesNotContain("\u001b");
        assertThat(lines.get(3).indexOf("groq")).isEqualTo(lines.get(0).indexOf("PROVIDER"));
        assertThat(logs.calls)
                .containsExactly("/logs/v1/projects/" + PROJECT
                        + "/requests?limit=50&q=provider%3Agroq+status%3Aerror Bearer pg_admin_1");
    }

    @Test
    void printsJsonForMachines() {
        // When
        int code = run("logs", "--project", PROJECT, "--json", "-n", "2");

        // Then
        assertThat(code).isZero();
        assertThat(text(out).lines()).hasSize(2).first().asString().startsWith("{\"id\":\"1\",\"created_at\"");
    }

    @Test
    void followsFromTheFirstPageOnWithoutADouble() {
        // Given: one that is on the first page too
        logs.streams.add("""
                id: x
                data: {"id":"2","created_at":"2026-11-22T10:00:01.000Z","status":"ok"}

                id: y
                data: {"id":"3","created_at":"2026-11-22T10:00:02.000Z","status":"ok"}

                """);

        // When
        Thread thread = Thread.ofVirtual().start(() -> run("logs", "-f", "--json", "--project", PROJECT));
        await().atMost(10, SECONDS).until(() -> text(out).lines().count() == 3);
        thread.interrupt();

        // Then
        assertThat(text(out).lines().map(line -> line.substring(0, 9)))
                .containsExactly("{\"id\":\"1\"", "{\"id\":\"2\"", "{\"id\":\"3\"");
    }

    @Test
    void showsFiguresAsATable() {
        // Given
        logs.metrics = """
                {"by":"model","dropped_requests":4,"data":[
                 {"key":"llama","requests":1200,"errors":3,"error_rate":0.0025,"share":0.75,
                  "latency_ms":{"avg":412.5,"p50":380,"p95":900,"p99":1400},"ttft_ms":{"p50":90,"p95":210},
                  "tokens":{"total":61100},"cost_usd":0.003328,"unpriced_requests":0},
                 {"key":null,"requests":4,"errors":4,"error_rate":1,"share":0.25,
                  "latency_ms":{"avg":1,"p50":1,"p95":1,"p99":1},"ttft_ms":{"p50":null,"p95":null},
                  "tokens":{"total":0},"cost_usd":null,"unpriced_requests":0}]}""";

        // When
        int code = run("metrics", "--by", "model", "--window", "7d");

        // Then
        assertThat(code).isZero();
        assertThat(text(out)).isEqualTo("""
                MODEL  REQUESTS  ERRORS  ERR %  SHARE %  AVG MS  P50  P95   P99  TTFT P50  TOKENS       USD  UNPRICED
                llama      1200       3    0.3     75.0   412.5  380  900  1400        90   61100  0.003328         0
                -             4       4  100.0     25.0       1    1    1     1         -       0         -         0
                -- 4 more requests were dropped before they reached the log
                """);
        assertThat(logs.calls.getFirst()).startsWith("/logs/v1/metrics?by=model&window=7d ");
    }

    @Test
    void showsTheWrongPlaceInAFilter() {
        // Given
        logs.status = 400;
        logs.problem = "{\"detail\":\"q: No such key at character 15: colour.\",\"errors\":[{\"field\":\"q\","
                + "\"message\":\"No such key\",\"position\":15}]}";

        for (String[] command : new String[][] {{"logs", "--project", PROJECT}, {"metrics"}}) {
            // When
            err.reset();
            String[] call = Arrays.copyOf(command, command.length + 2);
            call[command.length] = "provider:groq";
            call[command.length + 1] = "colour:red";

            // Then
            assertThat(run(call)).isOne();
            assertThat(text(err)).isEqualTo("""
                    promptgate: logs-service says 400: q: No such key at character 15: colour.
                      provider:groq colour:red
                                    ^
                    """);
        }
    }

    @Test
    void saysWhyWithAnExitCode() {
        logs.status = 400;
        assertThat(run("metrics")).isOne();
        assertThat(text(err)).isEqualTo("promptgate: logs-service says 400: no\\u001b[31m way\n");
        err.reset();
        assertThat(run("logs")).isOne();
        assertThat(text(err)).contains("which project?");
        assertThat(run("metrics", "--nonsense")).isEqualTo(2);
        logs.stop();
        assertThat(run("metrics")).isOne();
        assertThat(text(err)).contains("logs-service does not answer at " + logs.url());
    }

    private int run(String... args) {
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8));
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("PG_LOGS_URL", logs.url() + "/", "PG_ADMIN_KEY", "pg_admin_1");
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--state";
        all[args.length + 1] = folder.toString();
        return new CommandLine(new PromptGateCommands())
                .addSubcommand(new Logs(terminal, errors, environment))
                .addSubcommand(new Metrics(terminal, environment))
                .setExecutionExceptionHandler((e, _, _) -> {
                    if (e instanceof Failure) {
                        errors.println("promptgate: " + e.getMessage());
                        return 1;
                    }
                    throw e;
                })
                .execute(all);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    /** Stands for the program above the commands. */
    @CommandLine.Command(name = "promptgate")
    static final class PromptGateCommands {}
}
