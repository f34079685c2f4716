package io.promptgate.admin.credential;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.common.config.Credential;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to sealed secrets: rotation, another master key, damage. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class SealTest {
    private static final String SECRET = "sk-0123456789abcdef";
    private static final SecretBox FORMER = SecretBox.of(Masked.of(TestKeys.FORMER), List.of());
    private static final SecretBox NEW_ALONE = SecretBox.of(Masked.of(TestKeys.MASTER), List.of());

    @TestHTTPResource
    String base = "";

    @TestHTTPResource(value = "/health", management = true)
    URI health = URI.create("/");

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready = URI.create("/");

    @Inject
    MeterRegistry registry;

    @BeforeEach
    @AfterEach
    void clear() {
        TestDatabase.execute("delete from config.replica");
        TestDatabase.execute("delete from config.provider_binding");
        TestDatabase.execute("delete from config.credential");
        TestDatabase.execute("delete from config.revision_row where kind = 'credential'");
    }

    @Test
    void keepsTheOldValueInServiceWhereTheNewOneIsNotAppliedYet() {
        String id = Api.credential("openai");
        try (FakeGateway quick = new FakeGateway(base, "quick").start();
                FakeGateway lagging = new FakeGateway(base, "lagging").start().silent()) {
            admin("{\"secret\":\"sk-another-secret-9999\"}")
                    .put("/credentials/" + id + "/secret")
                    .then()
                    .statusCode(200)
                    .header("x-promptgate-applied", "1/2")
                    .header("x-promptgate-lagging", "lagging");

            assertThat(opened(quick, id)).isEqualTo("sk-another-secret-9999");
            assertThat(opened(lagging, id)).isEqualTo(SECRET);
        }
    }

    @Test
    void sealsAnewWhatAnEarlierMasterKeySealedWhileBothRead() {
        String id = Api.credential("openai");
        String other = Api.credential("groq");
        UUID uuid = UUID.fromString(id);
        sealed(id, FORMER.seal(Masked.of(SECRET), Credential.context(uuid)));
        admin().get("/credentials/" + id)
                .then()
                .body("state", equalTo("ready"))
                .body("master_key_id", equalTo(FORMER.activeKeyId()));
        admin().get("/credentials/" + other).then().body("master_key_id", equalTo(NEW_ALONE.activeKeyId()));

        try (FakeGateway gateway = new FakeGateway(base, "one").start()) {
            admin().post("/credentials/reseal")
                    .then()
                    .statusCode(200)
                    .header("x-promptgate-applied", "1/1")
                    .body("master_key_id", equalTo(NEW_ALONE.activeKeyId()))
                    .body("resealed", equalTo(1))
                    .body("remaining", equalTo(0))
                    .body("unreadable", equalTo(List.of()));

            assertThat(opened(gateway, id)).isEqualTo(SECRET);
        }
        String revision = admin().post("/credentials/reseal")
                .then()
                .body("resealed", equalTo(0))
                .extract()
                .header("x-promptgate-revision");
        assertThat(revision).isEqualTo(TestDatabase.one("select revision from config.head"));
        assertThat(TestDatabase.one("select action from config.audit where key = '" + id + "' order by number desc"))
                .isEqualTo("resealed");
    }

    @Test
    void sealsAnewWhatTheHistoryKeepsSoThatAnEarlierKeyCanGo() {
        // Given a secret, and one that took its place, both of the time of the earlier key
        String id = Api.credential("openai");
        UUID uuid = UUID.fromString(id);
        String first = FORMER.seal(Masked.of(SECRET), Credential.context(uuid));
        String second = FORMER.seal(Masked.of("sk-second-0123456789"), Credential.context(uuid));
        sealed(id, second);
        TestDatabase.execute("update config.revision_row set became = jsonb_set(became, '{sealed}', to_jsonb(text '"
                + first + "')) where key = '" + id + "'");
        TestDatabase.execute("insert into config.revision_row (revision, kind, key, credential, was, became)"
                + " select revision + 1000000, kind, key, credential, became, jsonb_set(became, '{sealed}',"
                + " to_jsonb(text '" + second + "')) from config.revision_row where key = '" + id + "'");

        // When
        admin().post("/credentials/reseal")
                .then()
                .statusCode(200)
                .body("resealed", equalTo(1))
                .body("former_resealed", equalTo(3))
                .body("remaining", equalTo(0))
                .body("former_unreadable", equalTo(0));

        // Then
        List<String> kept = TestDatabase.column("select s from config.revision_row r, lateral (values"
                + " (r.was ->> 'sealed'), (r.became ->> 'sealed')) t (s) where r.key = '" + id
                + "' and s is not null order by revision, s");
        assertThat(kept).hasSize(5).allSatisfy(text -> assertThat(text).startsWith("v1." + NEW_ALONE.activeKeyId()));
        assertThat(kept.stream()
                        .map(text -> NEW_ALONE
                                .openText(text, Credential.context(uuid))
                                .reveal()))
                .containsOnly(SECRET, "sk-second-0123456789");
        // what is the same secret looks the same, and is no difference
        assertThat(kept.stream().distinct())
                .hasSize(2)
                .contains(TestDatabase.one("select sealed from config.credential where id = '" + id + "'"));
        assertThat(TestDatabase.column("select kind from config.audit where kind = 'history' and key = 'credentials'"))
                .isNotEmpty();
    }

    @Test
    void countsWhatOfTheHistoryCannotBeOpenedAndGoesOnWithTheRest() {
        // Given
        String damaged = Api.credential("openai");
        String sound = Api.credential("groq");
        String text = FORMER.seal(Masked.of(SECRET), Credential.context(UUID.fromString(sound)));
        for (String id : List.of(damaged, sound)) {
            TestDatabase.execute("update config.revision_row set became = jsonb_set(became, '{sealed}', to_jsonb(text '"
                    + text + "')) where key = '" + id + "'");
        }

        // When
        admin().post("/credentials/reseal")
                .then()
                .body("resealed", equalTo(0))
                .body("former_resealed", equalTo(1))
                .body("remaining", equalTo(0));
        admin().post("/credentials/reseal")
                .then()
                .body("former_resealed", equalTo(0))
                .body("former_unreadable", equalTo(1));

        // Then
        assertThat(TestDatabase.one(
                        "select became ->> 'sealed' from config.revision_row where key = '" + damaged + "'"))
                .isEqualTo(text);
    }

    @Test
    void namesWhatCannotBeOpenedAndServesTheRest() {
        String damaged = Api.credential("openai");
        String swapped = Api.credential("groq");
        String sound = Api.credential("mistral");
        sealed(
                damaged,
                TestDatabase.one(
                        "select left(sealed, -4) || 'AAAA' from config.credential where id = '" + damaged + "'"));
        sealed(swapped, TestDatabase.one("select sealed from config.credential where id = '" + sound + "'"));

        await().atMost(10, SECONDS)
                .until(() -> registry.get("promptgate.credentials.unreadable")
                                .gauge()
                                .value()
                        == 2);

        given().get(health)
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'credentials' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'credentials' }.data.unreadable", equalTo(2))
                .body("checks.find { it.name == 'credentials' }.data.ids", containsString(damaged))
                .body("checks.find { it.name == 'credentials' }.data.ids", containsString(swapped))
                .body("checks.find { it.name == 'credentials' }.data.ids", not(containsString(sound)));
        given().get(ready).then().statusCode(200).body("checks.name", not(hasItem("credentials")));
        admin().get("/credentials")
                .then()
                .body("data.find { it.id == '" + damaged + "' }.state", equalTo("unreadable"))
                .body("data.find { it.id == '" + swapped + "' }.state", equalTo("unreadable"))
                .body("data.find { it.id == '" + sound + "' }.state", equalTo("ready"));
        admin().get("/credentials/" + sound).then().body("state", equalTo("ready"));
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(
                                TestDatabase.column("select key from config.audit where action = 'found unreadable'"))
                        .contains(damaged, swapped)
                        .doesNotContain(sound)
                        .doesNotHaveDuplicates());
        sealed(swapped, "v1.00000000.AAAA");
        admin().post("/credentials/reseal").then().body("unreadable", equalTo(List.of(swapped)));
        admin("{\"secret\":\"sk-another-secret-9999\"}")
                .put("/credentials/" + swapped + "/secret")
                .then()
                .body("state", equalTo("ready"));
    }

    @Test
    void listsTheProjectsThatUseIt() {
        String id = Api.credential("groq");
        String first = Api.wrapper();
        String second = Api.wrapper();
        for (String project : List.of(first, second)) {
            admin("{\"enabled\":true,\"credential_id\":\"" + id + "\"}")
                    .put("/projects/" + project + "/providers/groq");
        }

        admin().get("/credentials/" + id + "/projects?limit=1")
                .then()
                .statusCode(200)
                .body("data.project", equalTo(List.of(first)))
                .body("data.name", equalTo(List.of("Demo")))
                .body("data.enabled", equalTo(List.of(true)))
                .body("next", equalTo(first));
        admin().get("/credentials/" + id + "/projects?after=" + first)
                .then()
                .body("data.project", equalTo(List.of(second)));
        admin().get("/credentials/" + UUID.randomUUID() + "/projects").then().statusCode(404);
    }

    private static void sealed(String id, String text) {
        TestDatabase.execute("update config.credential set sealed = '" + text + "' where id = '" + id + "'");
    }

    private static String opened(FakeGateway gateway, String id) {
        Credential served = gateway.serving().credentials().stream()
                .filter(credential -> credential.id().toString().equals(id))
                .findFirst()
                .orElseThrow();
        return NEW_ALONE
                .openText(served.sealed(), Credential.context(served.id()))
                .reveal();
    }
}
