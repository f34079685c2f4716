package io.promptgate.admin.probe;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.config.ProbeOutcome;
import io.promptgate.common.config.ProbeResult;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code POST /credentials/{id}/test}, with gateways of the test's own. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ProbeTest {
    @TestHTTPResource
    String base = "";

    @BeforeEach
    @AfterEach
    void clear() {
        TestDatabase.execute("delete from config.replica");
        TestDatabase.execute("delete from config.credential_probe");
        TestDatabase.execute("delete from config.provider_binding");
        TestDatabase.execute("delete from config.credential");
    }

    @Test
    void letsOneGatewayAskTheProviderOnce() {
        // Given
        String id = Api.credential("openai");
        long revision = Long.parseLong(TestDatabase.one("select version from config.credential"));
        try (FakeGateway one = new FakeGateway(base, "one")
                        .answering(probe -> ok(probe))
                        .start();
                FakeGateway two = new FakeGateway(base, "two")
                        .answering(probe -> ok(probe))
                        .start()) {
            // When
            Response answer = test(id);

            // Then
            answer.then()
                    .statusCode(200)
                    .body("ok", equalTo(true))
                    .body("latency_ms", equalTo(42))
                    .body("upstream_status", equalTo(200))
                    .body("reason", nullValue());
            List<FakeGateway.Event> one1 = one.events("probe");
            List<FakeGateway.Event> two1 = two.events("probe");
            assertThat(one1.size() + two1.size()).isEqualTo(1);
            assertThat((String) answer.path("gateway")).isEqualTo(one1.isEmpty() ? "two" : "one");
            String asked = (one1.isEmpty() ? two1 : one1).getFirst().data();
            assertThat(asked)
                    .contains("\"credential\":\"" + id + "\"")
                    .contains("\"revision\":" + revision)
                    .contains("\"timeout_ms\":1000")
                    .doesNotContain("v1.");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void tellsTheReasonAndNeverTheKey(ProbeOutcome outcome) {
        String id = Api.credential("groq");
        try (FakeGateway _ = new FakeGateway(base, "one")
                .answering(probe -> new ProbeResult(probe.id(), outcome, 418, 7))
                .start()) {
            test(id).then()
                    .statusCode(200)
                    .body("ok", equalTo(false))
                    .body("reason", equalTo(outcome.name().toLowerCase(Locale.ROOT)))
                    .body("gateway", equalTo("one"))
                    .body(not(containsString("sk-")));
        }
    }

    @Test
    void notesWhoAskedInTheAuditAndMakesNoRevision() {
        String id = Api.credential("groq");
        String before = TestDatabase.one("select revision from config.head");
        try (FakeGateway _ =
                new FakeGateway(base, "one").answering(ProbeTest::ok).start()) {
            test(id).then().statusCode(200);
        }

        assertThat(TestDatabase.one("select revision from config.head")).isEqualTo(before);
        assertThat(TestDatabase.column("select actor || ' ' || coalesce(revision::text, 'none') from config.audit"
                        + " where action = 'tested' and key = '" + id + "'"))
                .singleElement()
                .asString()
                .startsWith("admin-key:")
                .endsWith(" none");
        admin().get("/audit/verify").then().statusCode(200).body("ok", equalTo(true));
    }

    @Test
    void asksOnlyAGatewayThatServesTheCredentialAsItIs() {
        try (FakeGateway lagging = new FakeGateway(base, "lagging").start().silent()) {
            String id = Api.credential("groq");

            // When
            Response answer = test(id);

            // Then
            answer.then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"))
                    .contentType("application/problem+json")
                    .body("detail", containsString("No gateway"));
            assertThat(lagging.events("probe")).isEmpty();
        }
    }

    @Test
    void namesTheGatewayThatDoesNotAnswer() {
        String id = Api.credential("groq");
        try (FakeGateway _ = new FakeGateway(base, "mute").start()) {
            test(id).then().statusCode(503).body("detail", containsString("mute"));
        }
    }

    @Test
    void takesNoAnswerThatNobodyAskedForAndNoSecondOne() {
        String id = Api.credential("groq");
        try (FakeGateway gateway =
                new FakeGateway(base, "one").answering(ProbeTest::ok).start()) {
            test(id).then().statusCode(200);
            UUID asked = UUID.fromString(TestDatabase.one("select id from config.credential_probe"));

            assertThat(gateway.tell(new ProbeResult(asked, ProbeOutcome.FORBIDDEN, 403, 1)))
                    .isEqualTo(204);
            assertThat(gateway.tell(new ProbeResult(UUID.randomUUID(), ProbeOutcome.FORBIDDEN, 403, 1)))
                    .isEqualTo(204);
            assertThat(TestDatabase.column("select outcome from config.credential_probe"))
                    .containsExactly("OK");
        }
    }

    @Test
    void boundsHowOftenOneAndAllAreTested() {
        String id = Api.credential("groq");
        String other = Api.credential("openai");
        try (FakeGateway gateway =
                new FakeGateway(base, "one").answering(ProbeTest::ok).start()) {
            test(id).then().statusCode(200);

            // When it is tested again at once
            test(id).then()
                    .statusCode(429)
                    .header("Retry-After", Integer::parseInt, equalTo(2))
                    .contentType("application/problem+json");

            // When the rest of the minute's tests are used up
            TestDatabase.execute("insert into config.credential_probe (id, credential, revision, timeout_ms, asked_at)"
                    + " select gen_random_uuid(), '" + id + "', 1, 1, now() - interval '30 seconds'"
                    + " from generate_series(1, 29)");
            int wait = Integer.parseInt(
                    test(other).then().statusCode(429).extract().header("Retry-After"));

            // Then
            assertThat(wait).isBetween(25, 31);
            assertThat(gateway.events("probe")).hasSize(1);
            assertThat(TestDatabase.column(
                            "select key from config.audit where action = 'tested' and key = '" + other + "'"))
                    .isEmpty();
        }
    }

    @Test
    void knowsWhatIsNotThere() {
        test(UUID.randomUUID().toString()).then().statusCode(404);
    }

    private static Response test(String id) {
        return admin().post("/credentials/" + id + "/test");
    }

    private static ProbeResult ok(CredentialProbe probe) {
        return new ProbeResult(probe.id(), ProbeOutcome.OK, 200, 42);
    }
}
