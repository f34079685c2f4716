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
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ConfigTest {
    private static final String REFERENCE = "${env:GROQ_KEY}";
    private static final String SECRET = "gsk-0123456789abcdef";
    private static final String DOCUMENT = """
            credentials:
              - name: groq-main
                provider: groq
                secret: ${env:GROQ_KEY}
            projects:
              - name: Shop
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
                      temperature: 0.70
                      system_prompt: |
                        Be brief.
                        Be kind.
                tokens:
                  - name: web
                    scopes: [chat]
                    expires_at: 2040-01-31T12:00:00Z
            """;

    @BeforeEach
    void clear() {
        Docs.empty();
    }

    @Test
    void makesWhatTheDocumentSaysInOneRevision() {
        // Given
        long before = head();

        // When
        ValidatableResponse answer = applied(DOCUMENT);

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
        assertThat(head()).isEqualTo(before + 1);
        String project = TestDatabase.one("select uuid from config.project");
        admin().get("/projects/" + project + "/aliases/fast")
                .then()
                .body("presets.system_prompt", equalTo("Be brief.\nBe kind.\n"));
        admin().get("/credentials").then().body("data[0].used_by.projects", equalTo(1));
    }

    @Test
    void changesNothingWhenItIsAppliedAgain() {
        applied(DOCUMENT).statusCode(200);
        long before = head();

        applied(DOCUMENT)
                .statusCode(200)
                .body("changes", empty())
                .body("text", equalTo("Nothing to do.\n"))
                .body("$", not(hasItem("tokens")));

        assertThat(head()).isEqualTo(before);
    }

    @Test
    void plansWithoutChangingAnything() {
        long before = head();

        enveloped(DOCUMENT)
                .post("/config/plan")
                .then()
                .statusCode(200)
                .body("revision", equalTo((int) before))
                .body("summary.create", equalTo(5));

        assertThat(head()).isEqualTo(before);
        assertThat(TestDatabase.one("select count(*) from config.project")).isEqualTo("0");
    }

    @Test
    void showsEachFieldBeforeAndAfter() {
        applied(DOCUMENT).statusCode(200);
        String changed = DOCUMENT.replace("env: production", "env: staging")
                .replace("temperature: 0.70", "max_tokens: 5")
                .replace("scopes: [chat]", "scopes: [chat, models]");

        enveloped(changed)
                .post("/config/plan")
                .then()
                .statusCode(200)
                .body("changes.action", contains("change", "change", "change"))
                .body("changes[0].fields[0].field", equalTo("env"))
                .body("changes[0].fields[0].before", equalTo("production"))
                .body("changes[0].fields[0].after", equalTo("staging"))
                .body("changes[1].fields.field", contains("presets.max_tokens", "presets.temperature"))
                .body("changes[1].fields[1].before", equalTo(0.7f));
        enveloped(changed)
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
        applied(DOCUMENT).statusCode(200);

        String yaml = Docs.exportYaml();
        String json = admin().get("/config")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract()
                .asString();

        assertThat(yaml).isEqualTo("""
                providers: []
                credentials:
                  - name: groq-main
                    provider: groq
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
        String created = applied(DOCUMENT).extract().asString();
        String changed = enveloped(DOCUMENT, Map.of(REFERENCE, "gsk-another-9876543210"))
                .post("/config/apply")
                .then()
                .statusCode(200)
                .body("changes[0].fields[0].field", equalTo("secret"))
                .body("changes[0].fields[0].after", equalTo("****"))
                .extract()
                .asString();

        assertThat(created + changed + Docs.exportYaml()).doesNotContain(SECRET, "gsk-another");
        assertThat(TestDatabase.column("select changes::text from config.revision"))
                .noneMatch(row -> row.contains("gsk-"));
    }

    @Test
    void keepsTheSecretOfACredentialWhoseReferenceHasNoValue() {
        applied(DOCUMENT).statusCode(200);
        String sealed = TestDatabase.one("select sealed from config.credential");

        Docs.apply(DOCUMENT).statusCode(200).body("changes", empty());

        assertThat(TestDatabase.one("select sealed from config.credential")).isEqualTo(sealed);
    }

    @Test
    void tellsAllErrorsTogetherWithPathAndLine() {
        Docs.plan("""
                        credentials:
                          - name: k
                            provider: nobody
                          - name: plain
                            provider: groq
                            secret: gsk-in-the-open
                        projects:
                          - name: A
                            project_type: ai_wrapper
                            colour: red
                            providers:
                              - provider: openai
                                credential: missing
                            aliases:
                              - alias: fast
                                provider: groq
                                model: m
                                presets: {top_p: 7}
                              - alias: fast
                                provider: groq
                                model: m
                        """)
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "errors.field",
                        contains(
                                "credentials[0].provider",
                                "credentials[1].secret",
                                "projects[0].providers[0].credential",
                                "projects[0].aliases[0].presets.top_p",
                                "projects[0].aliases[1].alias",
                                "projects[0].colour"))
                .body("errors.line", contains(3, 6, 13, 18, 19, 10))
                .body("errors[5].message", containsString("known are"))
                .body("errors[2].message", equalTo("names no credential"))
                .body(not(containsString("gsk-in-the-open")));
    }

    @Test
    void refusesWhatRulesBetweenThingsForbid() {
        applied(DOCUMENT).statusCode(200);

        Docs.plan("""
                        credentials:
                          - name: new
                            provider: openai
                        projects:
                          - name: Shop
                            project_type: ai_gateway
                          - name: Other
                            project_type: ai_gateway
                            aliases:
                              - {alias: a, provider: groq, model: m}
                            providers:
                              - {provider: openai}
                              - {provider: anthropic, credential: groq-main}
                            tokens:
                              - {name: old, expires_at: 2020-01-01T00:00:00Z}
                          - name: Shop
                            project_type: ai_wrapper
                        surprise: {}
                        """)
                .statusCode(422)
                .body(
                        "errors.field",
                        contains(
                                "credentials[0].secret",
                                "projects[0].project_type",
                                "projects[1].providers[0].provider",
                                "projects[1].providers[0].credential",
                                "projects[1].providers[1].provider",
                                "projects[1].providers[1].credential",
                                "projects[1].aliases[0].alias",
                                "projects[1].tokens[0].expires_at",
                                "projects[2].name",
                                "surprise"));
    }

    @Test
    void prunesOnlyWhenAskedAndOnlyInListsThatAreThere() {
        applied(DOCUMENT).statusCode(200);
        Api.wrapper();
        String smaller = """
                projects:
                  - name: Shop
                    project_type: ai_wrapper
                    env: production
                    metadata: {team: checkout}
                    aliases: []
                """;

        Docs.apply(smaller)
                .statusCode(200)
                .body("changes", empty())
                .body("unlisted.kind", contains("alias", "project"))
                .body("text", containsString("removed only with prune:\n  alias Shop / fast\n  project Demo\n"));
        Docs.yaml(smaller)
                .post("/config/apply?prune=true")
                .then()
                .statusCode(200)
                .body("changes.action", contains("remove", "remove"))
                .body("summary.remove", equalTo(2));

        assertThat(TestDatabase.column("select name from config.project")).containsExactly("Shop");
        assertThat(TestDatabase.one("select count(*) from config.alias")).isEqualTo("0");
        assertThat(TestDatabase.one("select count(*) from config.token where revoked_at is null"))
                .isEqualTo("1");
        assertThat(TestDatabase.one("select count(*) from config.credential")).isEqualTo("1");
    }

    @Test
    void revokesTokensThatArePruned() {
        applied(DOCUMENT).statusCode(200);
        String none = "projects: [{name: Shop, project_type: ai_wrapper, tokens: []}]";

        Docs.yaml(none).post("/config/apply?prune=true").then().statusCode(200);

        assertThat(TestDatabase.one("select count(*) from config.token where revoked_at is not null"))
                .isEqualTo("1");
        assertThat(Docs.exportYaml()).doesNotContain("tokens");
    }

    @Test
    void prunesACredentialOnlyWhenNothingNeedsIt() {
        applied(DOCUMENT).statusCode(200);

        Docs.yaml("credentials: []")
                .post("/config/apply?prune=true")
                .then()
                .statusCode(422)
                .body(
                        "detail",
                        equalTo("provider binding groq of project Shop needs groq-main,"
                                + " which the document does not list and prune would remove"));
        Docs.yaml("{credentials: [], projects: []}")
                .post("/config/apply?prune=true")
                .then()
                .statusCode(200)
                .body("changes.kind", contains("project", "credential"));

        assertThat(TestDatabase.one("select count(*) from config.credential")).isEqualTo("0");
    }

    @Test
    void refusesWhenTheConfigurationHasMovedSinceThePlan() {
        int planned = enveloped(DOCUMENT).post("/config/plan").then().extract().path("revision");
        Api.wrapper();

        enveloped(DOCUMENT)
                .post("/config/apply?expected_revision=" + planned)
                .then()
                .statusCode(412)
                .body("detail", containsString("not " + planned));
        enveloped(DOCUMENT)
                .header("If-Match", "\"" + planned + "\"")
                .post("/config/apply")
                .then()
                .statusCode(412);
        assertThat(TestDatabase.one("select count(*) from config.project")).isEqualTo("1");

        enveloped(DOCUMENT)
                .post("/config/apply?expected_revision=" + (planned + 1))
                .then()
                .statusCode(200);
    }

    @Test
    void leavesNothingBehindWhenOneStepFails() {
        long before = head();
        TestDatabase.execute("alter table config.token add constraint planted check (name <> 'web')");
        try {
            applied(DOCUMENT).statusCode(500);
        } finally {
            TestDatabase.execute("alter table config.token drop constraint planted");
        }

        assertThat(head()).isEqualTo(before);
        assertThat(TestDatabase.one("select count(*) from config.project")).isEqualTo("0");
    }

    @Test
    void tellsProjectsOfOneNameApartByUuid() {
        String first = Api.wrapper();
        Api.wrapper();

        Docs.plan("projects: [{name: Demo, project_type: ai_wrapper}]")
                .statusCode(422)
                .body("errors[0].field", equalTo("projects[0].name"))
                .body("errors[0].message", containsString("uuid"));
        Docs.apply("projects: [{uuid: %s, name: Renamed, project_type: ai_wrapper}]".formatted(first))
                .statusCode(200)
                .body("changes[0].fields[0].after", equalTo("Renamed"));
        Docs.plan(Docs.exportYaml()).body("changes", empty());
    }

    @Test
    void refersToCredentialsOfOneNameById() {
        String project = Api.wrapper();
        String one = Api.credential("groq");
        String other = Api.credential("openai");
        admin("{\"enabled\":true,\"credential_id\":\"" + one + "\"}")
                .put("/projects/" + project + "/providers/groq")
                .then()
                .statusCode(201);

        String yaml = Docs.exportYaml();

        assertThat(yaml).contains("credential: " + one, "- id: " + one, "- id: " + other);
        Docs.plan(yaml).statusCode(200).body("changes", empty());
        Docs.plan(yaml.replace("credential: " + one, "credential: key"))
                .statusCode(422)
                .body("errors[0].message", containsString("2 credentials"));
    }

    @Test
    void doesNotTakeAnotherUuidForAKnownName() {
        Api.wrapper();

        Docs.plan("projects: [{uuid: 01a203b8-dc0a-7000-a594-1acd314c24b2, name: Demo, project_type: ai_wrapper}]")
                .statusCode(422)
                .body("errors[0].field", equalTo("projects[0].uuid"));
    }

    @Test
    void saysAtWhichLineTheTextIsNoYamlOrJson() {
        Docs.plan("projects:\n  - name: [\n")
                .statusCode(400)
                .body("detail", startsWith("The document is not valid YAML: line 2, column 12"));
        admin("{\"projects\":[}").post("/config/plan").then().statusCode(400).body("detail", containsString("line 1"));
        Docs.plan("a: 1\na: 2\n").statusCode(400).body("detail", containsString("line 2"));
        Docs.plan("projects: []\n---\nprojects: []\n").statusCode(400).body("detail", containsString("second"));
        Docs.plan("- 1\n").statusCode(400);
        Docs.plan("").statusCode(400);
        Docs.plan("projects: !!binary aGFsbG8=\n").statusCode(400);
    }

    @Test
    void takesYamlsAliasesWithinBounds() {
        Docs.plan("""
                        projects:
                          - name: A
                            project_type: ai_wrapper
                            aliases: &common
                              - {alias: a, provider: groq, model: m}
                          - name: B
                            project_type: ai_wrapper
                            aliases: *common
                        """).statusCode(200).body("summary.create", equalTo(4));
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            String inner = String.join(",", Collections.nCopies(10, "*a" + (i - 1)));
            laughs.append("a%d: &a%d [%s]%n".formatted(i, i, inner));
        }
        Docs.plan(laughs.toString()).statusCode(413).body("detail", containsString("more than 200000 values"));
        Docs.plan("a: &a [*a]\n").statusCode(400);
        Docs.plan("[".repeat(100) + "]".repeat(100)).statusCode(400);
    }

    @Test
    void boundsTheSizeAndTheTypeOfTheBody() {
        Docs.plan("#".repeat(4_000_001)).statusCode(413);
        admin().contentType("text/csv").body("a").post("/config/plan").then().statusCode(415);
        admin("{}").post("/config/plan?prune=maybe").then().statusCode(400);
        admin("{}").post("/config/apply?expected_revision=x").then().statusCode(400);
        admin("{\"document\":7,\"secrets\":[],\"more\":1}")
                .post("/config/plan")
                .then()
                .statusCode(422)
                .body("errors.field", contains("more", "secrets", "document"));
    }

    private static ValidatableResponse applied(String document) {
        return enveloped(document).post("/config/apply").then();
    }

    private static RequestSpecification enveloped(String document) {
        return enveloped(document, Map.of(REFERENCE, SECRET));
    }

    private static RequestSpecification enveloped(String document, Map<String, String> secrets) {
        return admin(Docs.envelope(document, secrets));
    }

    private static long head() {
        return Long.parseLong(TestDatabase.one("select revision from config.head"));
    }
}
