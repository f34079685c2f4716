package io.promptgate.admin.apply;

import static io.promptgate.admin.Api.admin;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class DocumentErrorsTest {

    @BeforeEach
    void clear() {
        Docs.empty();
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
        Docs.applied(Docs.SHOP).statusCode(200);

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
}
