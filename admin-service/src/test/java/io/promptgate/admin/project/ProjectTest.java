package io.promptgate.admin.project;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ProjectTest {

    @Test
    void createsProjectWithDefaults() {
        admin("{\"name\":\"Shop\",\"project_type\":\"ai_wrapper\"}")
                .post("/projects")
                .then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/admin/v1/projects/[0-9a-f-]{36}"))
                .header("ETag", matchesPattern("\"\\d+\""))
                .header("x-promptgate-applied", "0/0")
                .body("uuid", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*"))
                .body("name", equalTo("Shop"))
                .body("project_type", equalTo("ai_wrapper"))
                .body("is_active", equalTo(true))
                .body("env", nullValue())
                .body("metadata.size()", equalTo(0))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void createsProjectWithEverythingAndReadsItBack() {
        String uuid =
                admin("""
                        {"name":"Kundendienst 東京","project_type":"ai_gateway","env":"production","is_active":false,
                         "metadata":{"team":"a","n":1.50,"deep":{"list":[1,null]}}}""").post("/projects").then().statusCode(201).extract().path("uuid");

        JsonPath read = admin().get("/projects/" + uuid)
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract()
                .jsonPath();

        assertThat(read.getString("name")).isEqualTo("Kundendienst 東京");
        assertThat(read.getString("project_type")).isEqualTo("ai_gateway");
        assertThat(read.getString("env")).isEqualTo("production");
        assertThat(read.getBoolean("is_active")).isFalse();
        assertThat(read.getString("metadata.n")).isEqualTo("1.5");
        assertThat(read.getList("metadata.deep.list")).hasSize(2);
    }

    @Test
    void tellsAllFieldErrorsTogether() {
        admin(
                        "{\"name\":\" \",\"project_type\":\"other\",\"env\":7,\"is_active\":\"yes\",\"metadata\":[],\"colour\":1}")
                .post("/projects")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("status", equalTo(422))
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Unprocessable Content"))
                .body(
                        "errors.field",
                        equalTo(List.of("name", "project_type", "env", "metadata", "is_active", "colour")))
                .body("errors.message", hasItem("must be one of ai_wrapper, ai_gateway"))
                .body("errors.message", hasItem("must be true or false"))
                .body("errors.message", hasItem(containsString("known are name, project_type, env")));
    }

    @Test
    void demandsNameAndType() {
        admin("{}")
                .post("/projects")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("name", "project_type")))
                .body("errors.message", equalTo(List.of("is required", "is required")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\nb", " a", "a ", "", "\\ud800"})
    void refusesNameThatIsNotOneCleanLine(String name) {
        admin("{\"name\":\"" + name + "\",\"project_type\":\"ai_wrapper\"}")
                .post("/projects")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("name")));
    }

    @Test
    void changesWhatIsSentAndKeepsTheRest() {
        String uuid = Api.wrapper();
        admin("{\"env\":\"test\",\"metadata\":{\"a\":1}}")
                .patch("/projects/" + uuid)
                .then()
                .statusCode(200);

        admin("{\"name\":\"New\",\"is_active\":false,\"metadata\":null}")
                .patch("/projects/" + uuid)
                .then()
                .statusCode(200)
                .body("name", equalTo("New"))
                .body("env", equalTo("test"))
                .body("is_active", equalTo(false))
                .body("metadata.size()", equalTo(0));
    }

    @Test
    void removesEnvByNull() {
        String uuid = Api.wrapper();
        admin("{\"env\":\"test\"}").patch("/projects/" + uuid).then().body("env", equalTo("test"));

        admin("{\"env\":null}")
                .contentType("application/merge-patch+json")
                .patch("/projects/" + uuid)
                .then()
                .statusCode(200)
                .body("env", nullValue());
    }

    @Test
    void neverChangesTheType() {
        admin("{\"project_type\":\"ai_gateway\",\"name\":null}")
                .patch("/projects/" + Api.wrapper())
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("project_type", "name")))
                .body("errors[0].message", containsString("never changes"));
    }

    @Test
    void makesNoRevisionForPatchThatChangesNothing() {
        String uuid = Api.wrapper();
        String etag = admin().get("/projects/" + uuid).header("ETag");
        long before = Api.revision(
                admin("{\"name\":\"Same\"}").patch("/projects/" + uuid).then());

        long after = Api.revision(admin("{\"name\":\"Same\",\"is_active\":true}")
                .patch("/projects/" + uuid)
                .then()
                .statusCode(200));

        assertThat(after).isEqualTo(before);
        assertThat(etag).isNotEqualTo(admin().get("/projects/" + uuid).header("ETag"));
    }

    @Test
    void refusesStaleIfMatch() {
        String uuid = Api.wrapper();
        String stale = admin().get("/projects/" + uuid).header("ETag");
        admin("{\"name\":\"Second\"}")
                .header("If-Match", stale)
                .patch("/projects/" + uuid)
                .then()
                .statusCode(200);

        admin("{\"name\":\"Third\"}")
                .header("If-Match", stale)
                .patch("/projects/" + uuid)
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("detail", containsString("was changed"));
        admin().header("If-Match", stale).delete("/projects/" + uuid).then().statusCode(412);
        admin().get("/projects/" + uuid).then().body("name", equalTo("Second"));
    }

    @Test
    void takesAnyOfTheTagsInIfMatchButNoWeakOne() {
        String uuid = Api.wrapper();
        String etag = admin().get("/projects/" + uuid).header("ETag");

        admin("{}")
                .header("If-Match", "\"0\", " + etag)
                .patch("/projects/" + uuid)
                .then()
                .statusCode(200);
        admin("{}").header("If-Match", "*").patch("/projects/" + uuid).then().statusCode(200);
        admin("{}")
                .header("If-Match", "W/" + etag)
                .patch("/projects/" + uuid)
                .then()
                .statusCode(412);
    }

    @Test
    void deletesWithAllThatBelongsToIt() {
        String uuid = Api.wrapper();
        Api.alias(uuid, "fast", "groq", "llama").statusCode(201);
        admin("{\"enabled\":true}")
                .put("/projects/" + uuid + "/providers/ollama")
                .then()
                .statusCode(201);
        admin("{\"name\":\"app\"}").post("/projects/" + uuid + "/tokens").then().statusCode(201);

        admin().delete("/projects/" + uuid).then().statusCode(204);

        admin().get("/projects/" + uuid).then().statusCode(404);
        admin().get("/projects/" + uuid + "/aliases").then().statusCode(404);
        admin().get("/projects/" + uuid + "/tokens").then().statusCode(404);
        admin().delete("/projects/" + uuid).then().statusCode(404).body("detail", containsString(uuid));
    }

    @Test
    void walksThroughTheListInOrderOfCreation() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(Api.wrapper());
        }
        List<String> walked = new ArrayList<>();
        String next = null;

        do {
            var request = admin().queryParam("limit", 2);
            JsonPath page = (next == null ? request : request.queryParam("after", next))
                    .get("/projects")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            walked.addAll(page.getList("data.uuid"));
            next = page.getString("next");
        } while (next != null);

        assertThat(walked).containsSubsequence(made).doesNotHaveDuplicates();
    }

    @Test
    void showsNullAsNextAtTheEnd() {
        Api.wrapper();

        String body = admin().queryParam("limit", 200).get("/projects").asString();

        assertThat(body).endsWith("\"next\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=many", "after=x"})
    void refusesBadSlice(String query) {
        admin().get("/projects?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void answersUnknownAndMalformedUuidAlikeWithNotFound() {
        admin().get("/projects/01a203b8-dc0a-7000-a594-1acd314c24b2").then().statusCode(404);
        admin().get("/projects/nonsense").then().statusCode(404).contentType("application/problem+json");
    }
}
