package io.promptgate.admin.apply;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ConfigTest {

    @BeforeEach
    void clear() {
        Docs.empty();
    }

    @Test
    void makesWhatTheDocumentSaysInOneRevision() {
        // Given
        long before = Docs.head();

        // When
        ValidatableResponse answer = Docs.applied(Docs.SHOP);

        // Then
        answer.statusCode(200)
                .header("x-promptgate-revision", Long.toString(before + 1))
                .header("x-promptgate-applied", "0/0")
                .body("revision", equalTo((int) before + 1))
                .body("summary.create", equalTo(5))
                .body("changes.kind", contains("credential", "project", "provider binding", "alias", "token"))
                .body("tokens", hasSize(1))
                .body("tokens[0].project", equalTo("Shop"))
                .body("tokens[0].token", startsWith("pg_live_"));
        assertThat(Docs.head()).isEqualTo(before + 1);
        String project = TestDatabase.one("select uuid from config.project");
        admin().get("/projects/" + project + "/aliases/fast")
                .then()
                .body("presets.system_prompt", equalTo("Be brief.\nBe kind.\n"));
        admin().get("/credentials").then().body("data[0].used_by.projects", equalTo(1));
    }

    @Test
    void changesNothingWhenItIsAppliedAgain() {
        Docs.applied(Docs.SHOP).statusCode(200);
        long before = Docs.head();

        Docs.applied(Docs.SHOP)
                .statusCode(200)
                .body("changes", empty())
                .body("text", equalTo("Nothing to do.\n"))
                .body("$", not(hasItem("tokens")));

        assertThat(Docs.head()).isEqualTo(before);
    }

    @Test
    void plansWithoutChangingAnything() {
        long before = Docs.head();

        Docs.enveloped(Docs.SHOP)
                .post("/config/plan")
                .then()
                .statusCode(200)
                .body("revision", equalTo((int) before))
                .body("summary.create", equalTo(5));

        assertThat(Docs.head()).isEqualTo(before);
        assertThat(TestDatabase.one("select count(*) from config.project")).isEqualTo("0");
    }

    @Test
    void showsEachFieldBeforeAndAfter() {
        Docs.applied(Docs.SHOP).statusCode(200);
        String changed = Docs.SHOP
                .replace("env: production", "env: staging")
                .replace("temperature: 0.70", "max_tokens: 5")
                .replace("scopes: [chat]", "scopes: [chat, models]");

        Docs.enveloped(changed)
                .post("/config/plan")
                .then()
                .statusCode(200)
                .body("changes.action", contains("change", "change", "change"))
                .body("changes[0].fields[0].field", equalTo("env"))
                .body("changes[0].fields[0].before", equalTo("production"))
                .body("changes[0].fields[0].after", equalTo("staging"))
                .body("changes[1].fields.field", contains("presets.max_tokens", "presets.temperature"))
                .body("changes[1].fields[1].before", equalTo(0.7f));
        Docs.enveloped(changed)
                .accept("text/plain")
                .post("/config/plan")
                .then()
                .contentType("text/plain")
                .body(equalTo("""
                        ~ project Shop
                            env: "production" → "staging"
                        ~ alias Shop / fast
                            presets.max_tokens: (none) → 5
                            presets.temperature: 0.7 → (none)
                        ~ token Shop / web
                            scopes: ["chat"] → (none)
                        0 to create, 3 to change, 0 to remove.
                        """));
    }

    @Test
    void exportsADocumentThatPlansNothing() {
        Docs.applied(Docs.SHOP).statusCode(200);

        String yaml = Docs.exportYaml();
        String json = admin().get("/config")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract()
                .asString();

        assertThat(yaml).isEqualTo("""
                built_in_providers: []
                providers: []
                credentials:
                  - name: groq-main
                    provider: groq
                prices: []
                projects:
                  - uuid: %s
                    name: Shop
                    project_type: ai_wrapper
                    env: production
                    metadata:
                      team: checkout
                    providers:
                      - provider: groq
                        credential: groq-main
                    aliases:
                      - alias: fast
                        provider: groq
                        model: llama-3.1-8b-instant
                        presets:
                          temperature: 0.7
                          system_prompt: |
                            Be brief.
                            Be kind.
                    tokens:
                      - name: web
                        scopes:
                          - chat
                        expires_at: 2040-01-31T12:00:00.000Z
                """.formatted(TestDatabase.one("select uuid from config.project")));
        Docs.plan(yaml).statusCode(200).body("text", equalTo("Nothing to do.\n"));
        admin(json).post("/config/plan").then().statusCode(200).body("text", equalTo("Nothing to do.\n"));
    }

    @Test
    void neverShowsASecret() {
        String created = Docs.applied(Docs.SHOP).extract().asString();
        String changed = Docs.enveloped(Docs.SHOP, Map.of(Docs.REFERENCE, "gsk-another-9876543210"))
                .post("/config/apply")
                .then()
                .statusCode(200)
                .body("changes[0].fields[0].field", equalTo("secret"))
                .body("changes[0].fields[0].after", equalTo("****"))
                .extract()
                .asString();

        assertThat(created + changed + Docs.exportYaml()).doesNotContain(Docs.SECRET, "gsk-another");
        assertThat(TestDatabase.column("select changes::text from config.revision"))
                .noneMatch(row -> row.contains("gsk-"));
    }

    @Test
    void keepsTheSecretOfACredentialWhoseReferenceHasNoValue() {
        Docs.applied(Docs.SHOP).statusCode(200);
        String sealed = TestDatabase.one("select sealed from config.credential");

        Docs.apply(Docs.SHOP).statusCode(200).body("changes", empty());

        assertThat(TestDatabase.one("select sealed from config.credential")).isEqualTo(sealed);
    }

    @Test
    void refusesWhenTheConfigurationHasMovedSinceThePlan() {
        int planned =
                Docs.enveloped(Docs.SHOP).post("/config/plan").then().extract().path("revision");
        Api.wrapper();

        Docs.enveloped(Docs.SHOP)
                .post("/config/apply?expected_revision=" + planned)
                .then()
                .statusCode(412)
                .body("detail", containsString("not " + planned));
        Docs.enveloped(Docs.SHOP)
                .header("If-Match", "\"" + planned + "\"")
                .post("/config/apply")
                .then()
                .statusCode(412);
        assertThat(TestDatabase.one("select count(*) from config.project")).isEqualTo("1");

        Docs.enveloped(Docs.SHOP)
                .post("/config/apply?expected_revision=" + (planned + 1))
                .then()
                .statusCode(200);
    }

    @Test
    void leavesNothingBehindWhenOneStepFails() {
        long before = Docs.head();
        TestDatabase.execute("alter table config.token add constraint planted check (name <> 'web')");
        try {
            Docs.applied(Docs.SHOP).statusCode(500);
        } finally {
            TestDatabase.execute("alter table config.token drop constraint planted");
        }

        assertThat(Docs.head()).isEqualTo(before);
        assertThat(TestDatabase.one("select count(*) from config.project")).isEqualTo("0");
    }
}
