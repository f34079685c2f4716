package io.promptgate.admin.apply;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class DocumentNamesTest {

    @BeforeEach
    void clear() {
        Docs.empty();
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
}
