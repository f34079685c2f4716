package io.promptgate.admin;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plants secrets and looks for them wherever the service writes. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class SecretsTest {
    private static final String PROVIDER_KEY = "sk-planted-provider-key-0123456789";
    private static final String SECOND_KEY = "sk-planted-second-key-9876543210";
    private static final String WRONG_ADMIN_KEY = "pg_admin_" + "ab".repeat(32);

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("/");

    private final List<String> answers = new ArrayList<>();

    @Test
    void showsNoSecretInAnswersDatabaseLogOrMetrics() {
        String token;
        List<String> log;
        try (LogCapture capture = LogCapture.everything()) {
            token = plant();
            log = capture.lines();
        }

        List<String> planted = List.of(PROVIDER_KEY, SECOND_KEY, WRONG_ADMIN_KEY, TestKeys.ADMIN, TestKeys.SERVICE);
        assertThat(log).isNotEmpty();
        assertThat(answers).isNotEmpty();
        assertThat(database()).isNotEmpty();
        planted.forEach(secret -> {
            assertThat(answers).filteredOn(text -> text.contains(secret)).isEmpty();
            assertThat(log).filteredOn(text -> text.contains(secret)).isEmpty();
            assertThat(database()).filteredOn(text -> text.contains(secret)).isEmpty();
            assertThat(given().get(metrics).asString()).contains("http_server").doesNotContain(secret);
        });
        assertThat(answers).filteredOn(text -> text.contains(token)).hasSize(1);
        assertThat(log).filteredOn(text -> text.contains(token)).isEmpty();
        assertThat(database()).filteredOn(text -> text.contains(token)).isEmpty();
    }

    /** Puts secrets into every call that may be careless with one; gives back the minted token. */
    private String plant() {
        String project = Api.wrapper();
        String credential = note(admin(credential("groq", PROVIDER_KEY)).post("/credentials"))
                .path("id");
        note(admin("{\"secret\":\"" + SECOND_KEY + "\"}").put("/credentials/" + credential + "/secret"));
        note(admin(credential("nobody", PROVIDER_KEY)).post("/credentials"));
        note(admin(credential("groq", PROVIDER_KEY + " ")).post("/credentials"));
        note(admin(credential("groq", PROVIDER_KEY).replace("}", "")).post("/credentials"));
        note(admin("[\"" + PROVIDER_KEY + "\"]").post("/credentials"));
        note(admin("{\"secret\":\"" + PROVIDER_KEY + "\"}").patch("/credentials/" + credential));
        note(admin(credential("groq", PROVIDER_KEY)).contentType("text/plain").post("/credentials"));
        note(admin().get("/credentials"));
        note(admin().get("/credentials/" + credential));
        note(given().header("Authorization", "Bearer " + WRONG_ADMIN_KEY).get("/admin/v1/projects"));
        note(given().header("Authorization", "Bearer " + TestKeys.ADMIN).get("/internal/v1/config/snapshot"));
        note(given().header("Authorization", "Bearer " + TestKeys.SERVICE).get("/admin/v1/projects"));
        note(given().header("Authorization", "Bearer " + TestKeys.SERVICE)
                .header("x-promptgate-replica", "reader")
                .get("/internal/v1/config/snapshot"));
        failOnce(project);
        String token = note(admin("{\"name\":\"app\"}").post("/projects/" + project + "/tokens"))
                .path("token");
        note(admin().get("/projects/" + project + "/tokens"));
        TestDatabase.execute("delete from config.replica");
        return token;
    }

    private void failOnce(String project) {
        TestDatabase.execute(
                "alter table config.credential add constraint planted check (name <> 'planted') not valid");
        try {
            assertThat(note(admin(credential("groq", PROVIDER_KEY).replace("\"key\"", "\"planted\""))
                                    .post("/credentials"))
                            .statusCode())
                    .isEqualTo(500);
        } finally {
            TestDatabase.execute("alter table config.credential drop constraint planted");
        }
        note(admin().get("/projects/" + project));
    }

    private Response note(Response response) {
        answers.add(response.getStatusLine() + response.headers() + response.asString());
        return response;
    }

    private static String credential(String provider, String secret) {
        return "{\"name\":\"key\",\"provider\":\"" + provider + "\",\"secret\":\"" + secret + "\"}";
    }

    private static List<String> database() {
        List<String> rows = new ArrayList<>();
        TestDatabase.column("select table_name from information_schema.tables where table_schema = 'config'")
                .forEach(table -> rows.addAll(TestDatabase.column("select t::text from config." + table + " t")));
        return rows;
    }
}
