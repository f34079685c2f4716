package io.promptgate.admin.store;

import static io.promptgate.admin.Api.admin;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes that take longer than their caller is left waiting, before their commit and within it. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class LateWriteTest {
    private static final String SLOW = "create or replace function public.slow() returns trigger language plpgsql as"
            + " $$ begin perform pg_sleep(6.5); return null; end $$";

    private String project = "";

    @BeforeEach
    void make() {
        project = Api.wrapper();
        TestDatabase.execute(SLOW);
    }

    @AfterEach
    void drop() {
        // waits for what is still under way
        TestDatabase.execute("drop trigger if exists slow on config.alias");
        TestDatabase.execute("drop trigger if exists slow_project on config.project");
        TestDatabase.execute("drop function public.slow");
    }

    @Test
    void neverCommitsWhatWasAnsweredWithNothingWasChanged() {
        // Given
        TestDatabase.execute(
                "create trigger slow after insert on config.alias for each row execute function public.slow()");
        String before = head();

        // When
        Response answer = put();

        // Then
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .header("x-promptgate-outcome", nullValue())
                .body("detail", containsString("nothing was changed"));
        await().atMost(20, SECONDS).until(LateWriteTest::isQuiet);
        assertThat(aliases()).isEmpty();
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheCommitItselfIsLate() {
        // Given
        TestDatabase.execute("create constraint trigger slow after insert on config.alias deferrable initially deferred"
                + " for each row execute function public.slow()");

        // When
        Response answer = put();

        // Then
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("x-promptgate-outcome", "unknown")
                .body("detail", containsString("Idempotency-Key"));
        await().atMost(20, SECONDS).until(LateWriteTest::isQuiet);
        assertThat(aliases()).containsExactly("fast");
    }

    @Test
    void givesTheAnswerOfALateCommitToWhoAsksAgainWithTheSameKey() {
        // Given
        TestDatabase.execute("create constraint trigger slow_project after insert on config.project deferrable"
                + " initially deferred for each row execute function public.slow()");
        String body = "{\"name\":\"Late\",\"project_type\":\"ai_wrapper\"}";
        admin(body)
                .header("Idempotency-Key", "late-" + project)
                .post("/projects")
                .then()
                .statusCode(503)
                .header("x-promptgate-outcome", "unknown");
        await().atMost(20, SECONDS).until(LateWriteTest::isQuiet);

        // When
        Response again =
                admin(body).header("Idempotency-Key", "late-" + project).post("/projects");

        // Then
        again.then().statusCode(201).header("Idempotency-Replayed", "true").body("name", equalTo("Late"));
        assertThat(TestDatabase.column("select uuid from config.project where name = 'Late'"))
                .containsExactly(again.<String>path("uuid"));
    }

    private Response put() {
        return admin("{\"provider\":\"groq\",\"model\":\"m\"}").put("/projects/" + project + "/aliases/fast");
    }

    private List<String> aliases() {
        return TestDatabase.column("select name from config.alias where project_uuid = '" + project + "'");
    }

    private static String head() {
        return TestDatabase.one("select revision from config.head");
    }

    /** Whether no transaction holds the lock of changes any more. */
    private static boolean isQuiet() {
        return !TestDatabase.column("select 1 from config.head for update skip locked")
                .isEmpty();
    }
}
