package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a pipeline runs it: what it prints, and above all what it ends with. */
class ConfigAsCodeIT {
    private static final Path CLI = Path.of("../cli/target/promptgate-cli.jar");
    private static final String DOCUMENT = """
            credentials:
              - {name: groq-main, provider: groq, secret: "${env:GROQ_KEY}"}
            prices:
              - {provider: groq, model: llama*, input: 0.5, output: 1}
            projects:
              - name: Shop
                project_type: ai_wrapper
                providers:
                  - {provider: groq, credential: groq-main}
                aliases:
                  - {alias: fast, provider: groq, model: llama}
                tokens:
                  - {name: web}
            """;

    private static Suite suite;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        suite = Suite.start("config-as-code");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    private record Ended(int code, String out, String err) {}

    @Test
    void planApplyAndExportEndAsPipelinesExpect() throws Exception {
        // Given
        Path document = Files.writeString(folder.resolve("promptgate.yaml"), DOCUMENT);
        Path tokens = folder.resolve("tokens.json");
        Path export = folder.resolve("export.yaml");

        // When, Then
        Ended planned = run("plan", document.toString());
        assertThat(planned.code()).as(planned.toString()).isEqualTo(2);
        assertThat(planned.out()).contains("+ project Shop", "6 to create, 0 to change, 0 to remove.");

        Ended unconfirmed = run("apply", document.toString());
        assertThat(unconfirmed.code()).isOne();

        Ended applied = run("apply", "--yes", "--tokens", tokens.toString(), document.toString());
        assertThat(applied.code()).as(applied.toString()).isZero();
        assertThat(Files.readString(tokens)).contains("pg_live_");
        assertThat(applied.out() + applied.err()).doesNotContain("pg_live_", "gsk_planted");

        assertThat(run("plan", document.toString()).code()).isZero();
        assertThat(run("apply", "--yes", document.toString()).code()).isZero();

        assertThat(run("export", export.toString()).code()).isZero();
        assertThat(Files.readString(export)).contains("model: llama*", "name: Shop");
        assertThat(run("plan", "--prune", export.toString()).code()).isZero();
    }

    @Test
    void errorsEndWithOneAndSayWhatIsWrong() throws Exception {
        Path document = Files.writeString(folder.resolve("bad.yaml"), "projects:\n  - {name: A, colour: red}\n");

        for (String command : List.of("plan", "apply")) {
            Ended refused = run(command, document.toString());
            assertThat(refused.code()).isOne();
            assertThat(refused.err()).contains("projects[0].colour", "projects[0].project_type");
        }
        assertThat(run("plan", folder.resolve("none.yaml").toString()).code()).isOne();
        assertThat(run("plan").code()).isOne();
        assertThat(run(Map.of("PG_ADMIN_KEY", "pg_admin_" + "0".repeat(64)), "export", "-")
                        .code())
                .isOne();
        assertThat(run(Map.of("PG_ADMIN_URL", "http://127.0.0.1:1"), "export").code())
                .isOne();
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-jar", CLI.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.writeString(folder.resolve("in"), "").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PG_ADMIN_URL", suite.adminService().url(""));
        builder.environment().put("PG_ADMIN_KEY", suite.adminKey());
        builder.environment().put("GROQ_KEY", "gsk_planted_0123456789");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
