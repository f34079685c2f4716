package io.promptgate.admin.provider;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class BindingTest {

    @Test
    void enablesProviderWithItsCredential() {
        String project = Api.wrapper();
        String credential = Api.credential("groq");

        put(project, "groq", "{\"enabled\":true,\"credential_id\":\"" + credential + "\"}")
                .statusCode(201)
                .body("provider", equalTo("groq"))
                .body("enabled", equalTo(true))
                .body("credential_id", equalTo(credential));
        admin().get("/projects/" + project + "/providers/groq")
                .then()
                .statusCode(200)
                .body("credential_id", equalTo(credential));
    }

    @Test
    void refusesCredentialOfAnotherProvider() {
        String credential = Api.credential("openai");

        put(Api.wrapper(), "groq", "{\"enabled\":true,\"credential_id\":\"" + credential + "\"}")
                .statusCode(422)
                .body("errors[0].field", equalTo("credential_id"))
                .body("errors[0].message", containsString("must be a credential of groq"));
    }

    @Test
    void refusesCredentialThatDoesNotExist() {
        put(Api.wrapper(), "groq", "{\"enabled\":true,\"credential_id\":\"01a203b8-dc0a-7000-a594-1acd314c24b2\"}")
                .statusCode(422)
                .body("errors[0].field", equalTo("credential_id"));
    }

    @Test
    void demandsCredentialOnlyWhereTheProviderWantsAKey() {
        String project = Api.wrapper();

        put(project, "groq", "{\"enabled\":true}")
                .statusCode(422)
                .body("errors[0].message", containsString("is required to enable groq"));
        put(project, "groq", "{\"enabled\":false}").statusCode(201).body("credential_id", nullValue());
        put(project, "ollama", "{\"enabled\":true}").statusCode(201);
    }

    @Test
    void tellsAllFieldErrorsTogether() {
        put(Api.wrapper(), "groq", "{\"credential_id\":\"x\",\"on\":true}")
                .statusCode(422)
                .body("errors.field", equalTo(List.of("enabled", "credential_id", "on")));
    }

    @Test
    void refusesProviderThatIsNotInTheCatalogue() {
        put(Api.wrapper(), "nobody", "{\"enabled\":false}")
                .statusCode(404)
                .body("detail", containsString("openai, anthropic"));
    }

    @Test
    void refusesGatewayProject() {
        put(Api.project("ai_gateway"), "groq", "{\"enabled\":false}")
                .statusCode(422)
                .body("detail", containsString("only in projects of type ai_wrapper"));
    }

    @Test
    void listsInCatalogueOrder() {
        String project = Api.wrapper();
        put(project, "ollama", "{\"enabled\":true}").statusCode(201);
        put(project, "anthropic", "{\"enabled\":false}").statusCode(201);
        put(project, "openai", "{\"enabled\":false}").statusCode(201);

        admin().get("/projects/" + project + "/providers")
                .then()
                .statusCode(200)
                .body("data.provider", equalTo(List.of("openai", "anthropic", "ollama")))
                .body("next", nullValue());
    }

    @Test
    void replacesAndKeepsTheTimeOfCreation() {
        String project = Api.wrapper();
        String created = put(project, "ollama", "{\"enabled\":true}").extract().path("created_at");

        put(project, "ollama", "{\"enabled\":false}")
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("created_at", equalTo(created));
    }

    @Test
    void makesNoRevisionForTheSameBinding() {
        String project = Api.wrapper();
        long first = Api.revision(put(project, "ollama", "{\"enabled\":true}"));

        ValidatableResponse again = put(project, "ollama", "{\"enabled\":true,\"credential_id\":null}")
                .statusCode(200);

        assertThat(Api.revision(again)).isEqualTo(first);
    }

    @Test
    void honoursTheConditionsOfAPut() {
        String project = Api.wrapper();
        String path = "/projects/" + project + "/providers/ollama";
        admin("{\"enabled\":true}").header("If-Match", "\"1\"").put(path).then().statusCode(412);
        String etag = admin("{\"enabled\":true}")
                .header("If-None-Match", "*")
                .put(path)
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");

        admin("{\"enabled\":false}")
                .header("If-None-Match", "*")
                .put(path)
                .then()
                .statusCode(412);
        admin("{\"enabled\":false}").header("If-Match", etag).put(path).then().statusCode(200);
        admin("{\"enabled\":true}").header("If-Match", etag).put(path).then().statusCode(412);
        admin().header("If-Match", etag).delete(path).then().statusCode(412);
    }

    @Test
    void deletesTheBinding() {
        String project = Api.wrapper();
        put(project, "ollama", "{\"enabled\":true}").statusCode(201);

        admin().delete("/projects/" + project + "/providers/ollama").then().statusCode(204);

        admin().get("/projects/" + project + "/providers/ollama").then().statusCode(404);
        admin().delete("/projects/" + project + "/providers/ollama").then().statusCode(404);
    }

    @Test
    void showsTheCatalogue() {
        admin().get("/providers")
                .then()
                .statusCode(200)
                .body("data[0].key", equalTo("openai"))
                .body("data[0].needs_credential", equalTo(true))
                .body("data.find { it.key == 'anthropic' }.dialect", equalTo("anthropic"))
                .body("data.find { it.key == 'ollama' }.needs_credential", equalTo(false));
        admin().get("/providers/groq").then().statusCode(200).body("name", equalTo("Groq"));
        admin().get("/providers/nobody").then().statusCode(404);
    }

    private static ValidatableResponse put(String project, String provider, String body) {
        return admin(body)
                .put("/projects/" + project + "/providers/" + provider)
                .then();
    }
}
