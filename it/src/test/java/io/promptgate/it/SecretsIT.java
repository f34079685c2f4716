package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.testkit.Reply;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A planted provider key and a client's token are looked for wherever text comes out. */
class SecretsIT {
    private static final String CANARY = "sk-canary-1f2e3d4c5b6a79880123456789abcdef";

    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = Suite.start("secrets");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void aPlantedKeyAndTokenAreFoundNowhere() throws Exception {
        // Given
        Recipe recipe = Recipe.cook(suite, CANARY, CANARY + "-ant", CANARY + "-groq");
        JsonNode created = recipe.token("app");
        String token = created.path("token").asText();
        Rest client = new Rest(suite.baseUrl(recipe.project()), token);
        List<String> seen = new ArrayList<>();

        // When
        suite.stub().next(Reply.openAiError(401, "Incorrect API key provided: " + CANARY));
        seen.add(chat(client, "cheap").expect(502).body());
        suite.stub().next(Reply.openAiError(400, "No such thing for key " + CANARY + " and " + token));
        seen.add(chat(client, "cheap").expect(400).body());
        suite.stub().next(Reply.html(500, "<html>" + CANARY + "</html>"));
        seen.add(chat(client, "cheap").expect(502).body());
        suite.stub().next(Reply.hangUp());
        seen.add(chat(client, "cheap").expect(502).body());
        suite.stub().next(Reply.json(200, "not what was promised " + CANARY));
        seen.add(chat(client, "cheap").expect(502).body());
        suite.stub().next(Reply.sse("data: {\"error\":{\"message\":\"key " + CANARY + " is bad\"}}\n\n"));
        seen.add(client.post("/chat/completions", """
                {"model":"cheap","stream":true,"messages":[{"role":"user","content":"my token is %s"}]}""".formatted(token)).body());
        seen.add(client.post("/chat/completions", "{\"model\":\"nope\"}")
                .expect(404)
                .body());
        await().atMost(Duration.ofSeconds(10)).until(() -> recipe.rows("").size() == 7);
        for (JsonNode row : recipe.rows("")) {
            seen.add(suite.logs()
                    .get("/projects/" + recipe.project() + "/requests/"
                            + row.path("id").asText())
                    .expect(200)
                    .body());
        }
        seen.add(suite.logs()
                .get("/projects/" + recipe.project() + "/metrics?window=1h")
                .body());
        for (String path : List.of("/credentials", "/projects", "/projects/" + recipe.project() + "/tokens")) {
            seen.add(suite.admin().get(path).expect(200).body());
        }
        seen.add(new Rest(suite.gateway().managementUrl(""), "")
                .get("/q/metrics")
                .body());
        seen.add(new Rest(suite.adminService().managementUrl(""), "")
                .get("/q/metrics")
                .body());
        seen.add(new Rest(suite.logsService().managementUrl(""), "")
                .get("/q/metrics")
                .body());
        seen.add(suite.allLogs());
        seen.addAll(database());

        // Then
        for (String text : seen) {
            assertThat(text).doesNotContain(CANARY).doesNotContain(token);
            assertThat(text).doesNotContain(suite.masterKey()).doesNotContain(suite.adminKey());
        }
    }

    private static Rest.Answer chat(Rest client, String model) {
        return client.post("/chat/completions", """
                {"model":"%s","messages":[{"role":"user","content":"hi"}]}""".formatted(model));
    }

    /** Every row of every table, as text. */
    private static List<String> database() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        suite.postgres().jdbcUrl(),
                        suite.postgres().user(),
                        suite.postgres().password());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("SELECT format('%I.%I', schemaname, tablename)"
                    + " FROM pg_tables WHERE schemaname IN ('config', 'logs')")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet all = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
                    while (all.next()) {
                        rows.add(all.getString(1));
                    }
                }
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
