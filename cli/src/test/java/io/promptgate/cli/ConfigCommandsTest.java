package io.promptgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.terminal.Surroundings;
import io.promptgate.common.json.Json;
import io.promptgate.testkit.Received;
import io.promptgate.testkit.Reply;
import io.promptgate.testkit.StubUpstream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {
    private static final String NOTHING =
            "{\"revision\":7,\"changes\":[],\"unlisted\":[],\"text\":\"Nothing to do.\\n\"}";
    private static final String CHANGES = "{\"revision\":7,\"changes\":[{\"action\":\"change\",\"kind\":\"alias\"}],"
            + "\"text\":\"~ alias Shop / fast\\n    model: \\\"a\\\" → \\\"b\\\"\\n\"}";
    private static final String NEW_TOKEN = "{\"revision\":7,\"changes\":[{\"action\":\"create\",\"kind\":\"token\"}],"
            + "\"text\":\"+ token Shop / web\\n\"}";
    private static final String APPLIED = "{\"revision\":8,\"changes\":[],\"tokens\":"
            + "[{\"project\":\"Shop\",\"name\":\"web\",\"token\":\"pg_live_1\"}]}";
    private static final String DOCUMENT = """
            credentials:
              - {name: a, provider: groq, secret: "${env:GROQ_KEY}"}
              - {name: b, provider: groq, secret: "${file:keys/groq}"}
            projects:
              - {name: "${env:NOT_A_SECRET}", project_type: ai_wrapper}
            """;

    @TempDir
    private Path folder;

    private final StubUpstream server = StubUpstream.start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private boolean interactive;
    private Path file = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        environment.put("PG_ADMIN_URL", server.url(""));
        environment.put("PG_ADMIN_KEY", "pg_admin_1");
        environment.put("GROQ_KEY", "gsk-of-the-environment");
        file = folder.resolve("promptgate.yaml");
        Files.writeString(file, DOCUMENT);
        Files.createDirectory(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/groq"), "gsk-of-the-file\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void planEndsWith0WhenThereIsNothingToDo() {
        answer("/plan", 200, NOTHING);

        assertThat(run("plan", file.toString())).isZero();

        assertThat(text(out)).isEqualTo("Nothing to do.\n");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void planEndsWith2WhenThereAreChanges() {
        answer("/plan", 200, CHANGES);

        assertThat(run("plan", file.toString())).isEqualTo(2);

        assertThat(text(out)).isEqualTo("~ alias Shop / fast\n    model: \"a\" → \"b\"\n");
    }

    @Test
    void planEndsWith1ForEveryError() {
        answer(
                "/plan",
                422,
                "{\"detail\":\"1 field\",\"errors\":[{\"field\":\"projects[0].x\",\"message\":\"is not known\",\"line\":4}]}");

        assertThat(run("plan", file.toString())).isOne();
        assertThat(text(err)).isEqualTo("""
                promptgate: admin-service refuses with 422: 1 field
                  line 4: projects[0].x is not known
                """);
        assertThat(run("plan", folder.resolve("none").toString())).isOne();
        assertThat(run("plan")).isOne();
        assertThat(run("plan", "--sideways", file.toString())).isOne();
        environment.put("PG_ADMIN_URL", "http://127.0.0.1:1");
        assertThat(run("plan", file.toString())).isOne();
        environment.remove("PG_ADMIN_KEY");
        assertThat(run("plan", file.toString())).isOne();
    }

    @Test
    void sendsSecretsBesideTheDocumentAndTheDocumentAsItIsWritten() throws IOException {
        answer("/plan", 200, NOTHING);

        run("plan", "--prune", file.toString());

        Received received = server.received().getFirst();
        assertThat(received.header("authorization")).contains("Bearer pg_admin_1");
        JsonNode sent = Json.MAPPER.readTree(received.text());
        assertThat(sent.path("document").asText()).isEqualTo(DOCUMENT);
        assertThat(sent.path("secrets"))
                .isEqualTo(Json.MAPPER.readTree("{\"${env:GROQ_KEY}\":\"gsk-of-the-environment\","
                        + "\"${file:keys/groq}\":\"gsk-of-the-file\"}"));
    }

    @Test
    void planGoesOnWithoutASecretAndSaysSoWhereApplyDoesNot() {
        answer("/plan", 200, NOTHING);
        environment.remove("GROQ_KEY");

        assertThat(run("plan", file.toString())).isZero();
        assertThat(text(err))
                .isEqualTo("promptgate: not compared: ${env:GROQ_KEY}: the variable GROQ_KEY is not set\n");
        err.reset();
        assertThat(run("apply", "--yes", file.toString())).isOne();
        assertThat(text(err)).contains("secrets have no value").doesNotContain("gsk-");
    }

    @Test
    void readsStandardInput() throws IOException {
        answer("/plan", 200, NOTHING);
        input = "projects: []\n";

        assertThat(run("plan", "-")).isZero();

        assertThat(Json.MAPPER
                        .readTree(server.received().getFirst().text())
                        .path("document")
                        .asText())
                .isEqualTo(input);
    }

    @Test
    void paintsOnATerminalAloneAndNotAgainstItsWill() {
        answer("/plan", 200, CHANGES);
        interactive = true;
        run("plan", file.toString());
        assertThat(text(out)).startsWith("\033[33m~ alias Shop / fast\033[0m\n");
        out.reset();

        environment.put("NO_COLOR", "1");
        run("plan", file.toString());

        assertThat(text(out)).startsWith("~ alias");
    }

    @Test
    void printsThePlanAsJson() throws IOException {
        answer("/plan", 200, CHANGES);

        assertThat(run("plan", "--json", file.toString())).isEqualTo(2);

        assertThat(Json.MAPPER.readTree(text(out))).isEqualTo(Json.MAPPER.readTree(CHANGES));
    }

    @Test
    void appliesWhatThePlanShowed() {
        answer("/plan", 200, CHANGES);
        answer("/apply", 200, "{\"revision\":8,\"changes\":[]}");

        assertThat(run("apply", "--yes", file.toString())).isZero();

        assertThat(text(out)).endsWith("Applied as revision 8.\n");
        assertThat(targets()).last().asString().endsWith("/config/apply?prune=false&expected_revision=7");
    }

    @Test
    void appliesNothingWhenNothingDiffers() {
        answer("/plan", 200, NOTHING);

        assertThat(run("apply", "--yes", file.toString())).isZero();

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void saysWhenTheConfigurationMovedInBetween() {
        answer("/plan", 200, CHANGES);
        answer("/apply", 412, "{\"detail\":\"The configuration has moved: it is at revision 9, not 7.\"}");

        assertThat(run("apply", "--yes", file.toString())).isOne();

        assertThat(text(err)).contains("412", "at revision 9");
    }

    @Test
    void asksAPersonAndTakesOnlyYes() {
        answer("/plan", 200, CHANGES);
        answer("/apply", 200, "{\"revision\":8,\"changes\":[]}");
        interactive = true;
        input = "y\n";
        assertThat(run("apply", file.toString())).isOne();
        assertThat(server.received()).hasSize(1);

        input = "yes\n";
        assertThat(run("apply", file.toString())).isZero();

        assertThat(server.received()).hasSize(3);
    }

    @Test
    void asksNobodyInAPipeline() {
        answer("/plan", 200, CHANGES);

        assertThat(run("apply", file.toString())).isOne();

        assertThat(text(err)).contains("--yes");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void keepsNewTokensOutOfAPipelinesLog() throws IOException {
        answer("/plan", 200, NEW_TOKEN);
        answer("/apply", 200, APPLIED);
        assertThat(run("apply", "--yes", file.toString())).isOne();
        assertThat(text(err)).contains("--tokens FILE");
        assertThat(server.received()).hasSize(1);
        Path tokens = folder.resolve("tokens.json");

        assertThat(run("apply", "--yes", "--json", "--tokens", tokens.toString(), file.toString()))
                .isZero();

        assertThat(text(out)).doesNotContain("pg_live_1");
        assertThat(Files.readString(tokens)).endsWith("\"token\":\"pg_live_1\"}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens)))
                .isEqualTo("rw-------");
        int applied = server.received().size();
        assertThat(run("apply", "--yes", "--tokens", tokens.toString(), file.toString()))
                .isOne();
        assertThat(targets().subList(applied, targets().size())).noneMatch(target -> target.contains("/apply"));
    }

    @Test
    void showsNewTokensOnceToAPerson() {
        answer("/plan", 200, NEW_TOKEN);
        answer("/apply", 200, APPLIED);
        interactive = true;

        assertThat(run("apply", "--yes", file.toString())).isZero();

        assertThat(text(out)).endsWith("token Shop / web, shown this once: pg_live_1\n");
    }

    @Test
    void exportsToAFileOrToStandardOutput() throws IOException {
        server.always(
                "/admin/v1/config",
                request -> request.header("accept").equals(Optional.of("application/yaml"))
                        ? Reply.of(200, "application/yaml", "projects: []\n".getBytes(StandardCharsets.UTF_8))
                        : Reply.json(200, "{\"projects\":[]}"));
        Path target = folder.resolve("export.yaml");

        assertThat(run("export")).isZero();
        assertThat(run("export", "--json")).isZero();
        assertThat(run("export", target.toString())).isZero();

        assertThat(text(out)).isEqualTo("projects: []\n{\"projects\":[]}\n");
        assertThat(Files.readString(target)).isEqualTo("projects: []\n");
    }

    private List<String> targets() {
        return server.received().stream()
                .map(request -> request.path() + "?" + request.query())
                .toList();
    }

    private void answer(String path, int status, String body) {
        server.always("/admin/v1/config" + path, _ -> Reply.json(status, body));
    }

    private int run(String... args) {
        return PromptGate.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Surroundings(
                        environment, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), interactive),
                args);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
