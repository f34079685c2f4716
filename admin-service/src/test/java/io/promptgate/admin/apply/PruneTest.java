package io.promptgate.admin.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class PruneTest {

    @BeforeEach
    void clear() {
        Docs.empty();
    }

    @Test
    void prunesOnlyWhenAskedAndOnlyInListsThatAreThere() {
        Docs.applied(Docs.SHOP).statusCode(200);
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
        Docs.applied(Docs.SHOP).statusCode(200);
        String none = "projects: [{name: Shop, project_type: ai_wrapper, tokens: []}]";

        Docs.yaml(none).post("/config/apply?prune=true").then().statusCode(200);

        assertThat(TestDatabase.one("select count(*) from config.token where revoked_at is not null"))
                .isEqualTo("1");
        assertThat(Docs.exportYaml()).doesNotContain("tokens");
    }

    @Test
    void prunesACredentialOnlyWhenNothingNeedsIt() {
        Docs.applied(Docs.SHOP).statusCode(200);

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
}
