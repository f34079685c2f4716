package io.promptgate.admin.audit;

import static io.promptgate.admin.Api.admin;
import static io.promptgate.admin.Api.with;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class AuditTest {
    private String project = "";

    @BeforeEach
    void makeProject() {
        project = Api.wrapper();
    }

    @Test
    void saysWhoDidWhatFromWhereAndHowItLookedBeforeAndAfter() {
        // Given
        Api.alias(project, "fast", "groq", "one");

        // When
        Response write =
                admin("{\"provider\":\"groq\",\"model\":\"two\"}").put("/projects/" + project + "/aliases/fast");

        // Then
        audit("kind=alias&action=replaced")
                .then()
                .body("data", hasSize(1))
                .body("data[0].actor", matchesPattern("admin-key:[0-9a-f]{8}"))
                .body("data[0].role", equalTo("owner"))
                .body("data[0].address", equalTo("127.0.0.1"))
                .body("data[0].request_id", equalTo(write.header("x-request-id")))
                .body("data[0].key", equalTo("fast"))
                .body("data[0].project", equalTo(project))
                .body("data[0].revision.toString()", equalTo(write.header("x-promptgate-revision")))
                .body("data[0].before.model", equalTo("one"))
                .body("data[0].after.model", equalTo("two"))
                .body("data[0].times", equalTo(1));
    }

    @Test
    void hasOneLineForEachThingThatChanged() {
        // Given
        String credential = Api.credential("groq");
        admin("{\"enabled\":true,\"credential_id\":\"" + credential + "\"}")
                .put("/projects/" + project + "/providers/groq")
                .then()
                .statusCode(201);

        // When
        admin().delete("/credentials/" + credential + "?force=true").then().statusCode(204);

        // Then
        audit("kind=provider&action=disabled")
                .then()
                .body("data[0].before.credential_id", equalTo(credential))
                .body("data[0].before.enabled", equalTo(true))
                .body("data[0].after.enabled", equalTo(false));
        admin().get("/audit?kind=credential&action=deleted&key=" + credential)
                .then()
                .body("data", hasSize(1))
                .body("data[0]", not(hasKey("after")));
    }

    @Test
    void showsNoSecret() {
        // Given
        String token = admin("{\"name\":\"app\",\"metadata\":{\"password\":\"hunter2\"}}")
                .post("/projects/" + project + "/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");

        // Then
        String lines =
                audit("kind=token").then().body("data", hasSize(1)).extract().asString();
        assertThat(lines).contains("****").doesNotContain(token, "hunter2");
    }

    @Test
    void hasNothingOfAChangeThatWasNotMade() {
        // When
        Api.alias(project, "fast", "nobody", "m").statusCode(422);

        // Then
        audit("kind=alias").then().body("data", hasSize(0));
    }

    @Test
    void countsSignInsThatWereRefusedTogether() {
        // Given
        String wrong = "pg_admin_" + "ab".repeat(32);
        String rows = "select count(*) from config.audit where kind = 'sign_in' and key = 'admin_key'";
        int before = Integer.parseInt(TestDatabase.one(rows));

        // When
        for (int i = 0; i < 50; i++) {
            with(wrong).get("/projects").then().statusCode(401);
        }

        // Then
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(
                                TestDatabase.one(
                                        "select coalesce(sum(times), 0) from config.audit where kind = 'sign_in' and key = 'admin_key'"))
                        .asInt()
                        .isGreaterThanOrEqualTo(50));
        assertThat(Integer.parseInt(TestDatabase.one(rows)) - before).isLessThan(40);
        assertThat(TestDatabase.column("select t::text from config.audit t")).noneMatch(row -> row.contains(wrong));
    }

    @Test
    void namesWhoWasRefusedWhat() {
        // Given
        String key = Api.key("viewer", project);

        // When
        with(key).delete("/projects/" + project).then().statusCode(403);

        // Then
        await().atMost(10, SECONDS)
                .untilAsserted(() -> audit("kind=permission")
                        .then()
                        .body("data", hasSize(1))
                        .body("data[0].key", equalTo("project_delete"))
                        .body("data[0].action", equalTo("refused"))
                        .body("data[0].actor", matchesPattern("admin-key:[0-9a-f]{8}"))
                        .body("data[0]", hasKey("key_id")));
    }

    @Test
    void pagesFromTheNewestOn() {
        // Given
        for (int i = 0; i < 7; i++) {
            Api.alias(project, "a" + i, "groq", "m");
        }

        // When
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            Response page = audit("kind=alias&limit=3" + (after.isEmpty() ? "" : "&after=" + after));
            seen.addAll(page.jsonPath().getList("data.key", String.class));
            after = String.valueOf(page.jsonPath().getString("next"));
        } while (!after.equals("null"));

        // Then
        assertThat(seen).containsExactly("a6", "a5", "a4", "a3", "a2", "a1", "a0");
    }

    @Test
    void exportsEveryLineAsNdjsonAndCsv() {
        // Given
        for (int i = 0; i < 3; i++) {
            Api.alias(project, "a" + i, "groq", "m,\\\"x").statusCode(201);
        }

        // When
        Response ndjson = audit("kind=alias&format=ndjson");
        Response csv = audit("kind=alias&format=csv");

        // Then
        assertThat(ndjson.contentType()).isEqualTo("application/x-ndjson");
        assertThat(ndjson.asString().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"number\":"));
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString().lines().toList())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("number,created_at,actor");
        assertThat(csv.asString()).contains("\"\"model\"\":\"\"m,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=xml", "limit=0", "after=x", "colour=red", "since=yesterday", "project=1"})
    void refusesParametersThatItDoesNotKnow(String query) {
        admin().get("/audit?" + query).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void cannotBeChangedByTheServicesOwnRole() {
        for (String sql : List.of(
                "update config.audit set actor = 'nobody'",
                "delete from config.audit",
                "truncate config.audit",
                "delete from config.audit_head")) {
            assertThatThrownBy(() -> TestDatabase.execute(sql)).cause().hasMessageContaining("append-only");
        }
    }

    @Test
    void findsTheFirstLineThatWasEditedOrRemoved() {
        // Given
        Api.alias(project, "one", "groq", "m");
        Api.alias(project, "two", "groq", "m");
        long one = number("one");
        String head = admin().get("/audit/verify")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true))
                .body("lines", greaterThanOrEqualTo((int) one))
                .extract()
                .path("head");
        admin().get("/audit/verify?anchor=" + head).then().body("ok", equalTo(true));
        admin().get("/audit/verify?anchor=" + one + ":" + "0".repeat(64))
                .then()
                .body("fault.number", equalTo((int) one))
                .body("fault.what", equalTo("anchor"));

        // When
        tamper("update config.audit set actor = 'nobody' where number = " + one);

        // Then
        verifyNames(one, "edited");

        // When
        tamper("update config.audit a set actor = (select actor from config.audit where number = " + (one + 1)
                + ") where number = " + one);
        admin().get("/audit/verify").then().body("ok", equalTo(true));
        tamper("create table config.kept as select * from config.audit where number = " + one
                + "; delete from config.audit where number = " + one);

        // Then
        verifyNames(one, "missing");

        // When
        tamper("alter table config.audit disable trigger audit_append;"
                + " insert into config.audit select * from config.kept; drop table config.kept;"
                + " alter table config.audit enable trigger audit_append");

        // Then
        admin().get("/audit/verify").then().body("ok", equalTo(true));
    }

    @Test
    void findsThatTheEndIsMissing() {
        // Given
        Api.alias(project, "last", "groq", "m");
        long last = number("last");

        // When
        tamper("create table config.kept as select * from config.audit where number >= " + last
                + "; delete from config.audit where number >= " + last);

        // Then
        try {
            verifyNames(last, "missing");
        } finally {
            tamper("alter table config.audit disable trigger audit_append;"
                    + " insert into config.audit select * from config.kept; drop table config.kept;"
                    + " alter table config.audit enable trigger audit_append");
        }
    }

    private void verifyNames(long number, String what) {
        admin().get("/audit/verify")
                .then()
                .statusCode(200)
                .body("ok", equalTo(false))
                .body("fault.number", equalTo((int) number))
                .body("fault.what", equalTo(what));
    }

    private Response audit(String query) {
        return admin().get("/audit?project=" + project + "&" + query);
    }

    private static long number(String alias) {
        return Long.parseLong(TestDatabase.one(
                "select max(number) from config.audit where kind = 'alias' and key = '" + alias + "'"));
    }

    /** What only the owner of the table can do. */
    private static void tamper(String sql) {
        TestDatabase.execute("alter table config.audit disable trigger audit_keep");
        try {
            TestDatabase.execute(sql);
        } finally {
            TestDatabase.execute("alter table config.audit enable trigger audit_keep");
        }
    }

    @Test
    void givesEveryAnswerItsRequestId() {
        given().get("/nothing").then().header("x-request-id", matchesPattern("[0-9a-f-]{36}"));
        admin().get("/projects").then().header("x-request-id", matchesPattern("[0-9a-f-]{36}"));
    }
}
