package io.promptgate.admin.alias;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class AliasTest {

    @Test
    void createsAndReadsAlias() {
        String project = Api.wrapper();

        Api.alias(project, "fast", "groq", "llama-3.1-8b-instant")
                .statusCode(201)
                .header("Location", containsString("/projects/" + project + "/aliases/fast"))
                .body("alias", equalTo("fast"))
                .body("provider", equalTo("groq"))
                .body("model", equalTo("llama-3.1-8b-instant"))
                .body("$", not(hasKey("presets")));
        admin().get("/projects/" + project + "/aliases/fast")
                .then()
                .statusCode(200)
                .body("model", equalTo("llama-3.1-8b-instant"));
    }

    @Test
    void replacesAndKeepsTheTimeOfCreation() {
        String project = Api.wrapper();
        String created = Api.alias(project, "fast", "groq", "llama").extract().path("created_at");

        Api.alias(project, "fast", "openai", "gpt-4o-mini")
                .statusCode(200)
                .body("provider", equalTo("openai"))
                .body("created_at", equalTo(created));
    }

    @Test
    void keepsPresets() {
        String project = Api.wrapper();
        String body = """
                {"provider":"openai","model":"gpt-4o-mini","presets":
                 {"temperature":0.70,"top_p":1,"max_tokens":100,"system_prompt":"Be brief.\\nAlways."}}""";
        ValidatableResponse first = put(project, "p", body).statusCode(201);

        ValidatableResponse again =
                put(project, "p", body.replace("0.70", "0.7")).statusCode(200);

        again.body("presets.temperature", equalTo(0.70f))
                .body("presets.top_p", equalTo(1))
                .body("presets.max_tokens", equalTo(100))
                .body("presets.system_prompt", equalTo("Be brief.\nAlways."));
        assertThat(Api.revision(again)).isEqualTo(Api.revision(first));
    }

    @Test
    void dropsPresetsThatAReplacementDoesNotName() {
        String project = Api.wrapper();
        put(project, "p", "{\"provider\":\"openai\",\"model\":\"m\",\"presets\":{\"max_tokens\":5}}")
                .statusCode(201);

        Api.alias(project, "p", "openai", "m").statusCode(200).body("$", not(hasKey("presets")));
    }

    @Test
    void tellsAllFieldErrorsTogether() {
        put(Api.wrapper(), "p", """
                        {"provider":"nobody","presets":{"temperature":2.1,"top_p":"x","max_tokens":0,
                         "system_prompt":"","top_k":1},"extra":{}}""")
                .statusCode(422)
                .body(
                        "errors.field",
                        equalTo(List.of(
                                "provider",
                                "model",
                                "presets.temperature",
                                "presets.top_p",
                                "presets.max_tokens",
                                "presets.system_prompt",
                                "presets.top_k",
                                "extra")))
                .body("errors[2].message", equalTo("must be a number from 0 to 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "with space", "ü", "%2F"})
    void refusesNameOutsideTheAllowedCharacters(String name) {
        admin("{\"provider\":\"groq\",\"model\":\"m\"}")
                .put("/projects/{uuid}/aliases/{alias}", Api.wrapper(), name)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("alias"))
                .body("errors[0].message", containsString("no colon"));
    }

    @Test
    void takesNameOf64CharactersAndNoMore() {
        String project = Api.wrapper();

        Api.alias(project, "A.b_c-".repeat(10) + "1234", "groq", "m").statusCode(201);
        Api.alias(project, "A.b_c-".repeat(10) + "12345", "groq", "m").statusCode(422);
    }

    @Test
    void tellsNamesApartByCase() {
        String project = Api.wrapper();

        Api.alias(project, "Fast", "groq", "a").statusCode(201);
        Api.alias(project, "fast", "groq", "b").statusCode(201);

        admin().get("/projects/" + project + "/aliases/Fast").then().body("model", equalTo("a"));
    }

    @Test
    void refusesGatewayProjectAndUnknownProject() {
        Api.alias(Api.project("ai_gateway"), "fast", "groq", "m")
                .statusCode(422)
                .body("detail", containsString("aliases exist only in projects of type ai_wrapper"));
        Api.alias("01a203b8-dc0a-7000-a594-1acd314c24b2", "fast", "groq", "m").statusCode(404);
    }

    @Test
    void listsInOrderOfCreationAlsoAfterReplacement() {
        String project = Api.wrapper();
        List.of("z", "m", "a").forEach(name -> Api.alias(project, name, "groq", "x"));
        Api.alias(project, "z", "openai", "y").statusCode(200);

        String next = admin().queryParam("limit", 2)
                .get("/projects/" + project + "/aliases")
                .then()
                .statusCode(200)
                .body("data.alias", equalTo(List.of("z", "m")))
                .extract()
                .path("next");

        admin().queryParam("after", next)
                .get("/projects/" + project + "/aliases")
                .then()
                .body("data.alias", equalTo(List.of("a")));
    }

    @Test
    void deletesAliasOnceAndTellsAnewOneFromIt() {
        String project = Api.wrapper();
        String path = "/projects/" + project + "/aliases/fast";
        String etag = Api.alias(project, "fast", "groq", "m").extract().header("ETag");

        admin().header("If-Match", etag).delete(path).then().statusCode(204);
        admin().delete(path).then().statusCode(404).body("detail", containsString("no alias fast"));
        Api.alias(project, "fast", "groq", "m").statusCode(201);

        admin().header("If-Match", etag).delete(path).then().statusCode(412);
    }

    private static ValidatableResponse put(String project, String alias, String body) {
        return admin(body).put("/projects/" + project + "/aliases/" + alias).then();
    }
}
