package io.promptgate.admin.credential;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

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
final class CredentialTest {

    @Test
    void createsCredentialAndShowsOnlyAPreviewOfTheSecret() {
        admin("{\"name\":\"Groq\",\"provider\":\"groq\",\"secret\":\"gsk_0123456789abcdef\"}")
                .post("/credentials")
                .then()
                .statusCode(201)
                .body("name", equalTo("Groq"))
                .body("provider", equalTo("groq"))
                .body("is_active", equalTo(true))
                .body("preview", equalTo("gsk_…cdef"))
                .body("used_by.projects", equalTo(0))
                .body("$", not(hasKey("secret")))
                .body("$", not(hasKey("sealed")));
    }

    @Test
    void tellsAllFieldErrorsTogether() {
        admin("{\"provider\":\"nobody\",\"secret\":\"with space\",\"key\":\"x\"}")
                .post("/credentials")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("name", "provider", "secret", "key")))
                .body("errors.message", hasItem(containsString("openai, anthropic, groq")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\\r\\nb", "ключ", "a\\u0000"})
    void refusesSecretThatNoHeaderCanCarry(String secret) {
        admin("{\"name\":\"k\",\"provider\":\"groq\",\"secret\":\"" + secret + "\"}")
                .post("/credentials")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("secret")));
    }

    @Test
    void changesNameAndActivityButNeitherProviderNorSecret() {
        String id = Api.credential("openai");

        admin("{\"name\":\"Renamed\",\"is_active\":false}")
                .patch("/credentials/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("is_active", equalTo(false));
        admin("{\"provider\":\"groq\",\"secret\":\"s\"}")
                .patch("/credentials/" + id)
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("provider", "secret")));
    }

    @Test
    void rotatesTheSecretInPlace() {
        String id = Api.credential("openai");
        String etag = admin().get("/credentials/" + id).header("ETag");

        admin("{\"secret\":\"sk-another-secret-9999\"}")
                .header("If-Match", etag)
                .put("/credentials/" + id + "/secret")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("preview", equalTo("sk-a…9999"));
        admin("{\"secret\":\"sk-a-third-secret-9999\"}")
                .header("If-Match", etag)
                .put("/credentials/" + id + "/secret")
                .then()
                .statusCode(412);
    }

    @Test
    void makesNoRevisionForTheSameSecret() {
        String id = Api.credential("openai");
        String body = "{\"secret\":\"sk-another-secret-9999\"}";
        ValidatableResponse first =
                admin(body).put("/credentials/" + id + "/secret").then().statusCode(200);

        ValidatableResponse second =
                admin(body).put("/credentials/" + id + "/secret").then().statusCode(200);

        assertThat(Api.revision(second)).isEqualTo(Api.revision(first));
    }

    @Test
    void countsTheProjectsThatUseIt() {
        String id = used("groq");

        admin().get("/credentials/" + id).then().body("used_by.projects", equalTo(1));
        admin().queryParam("limit", 200)
                .get("/credentials")
                .then()
                .statusCode(200)
                .body("data.find { it.id == '" + id + "' }.used_by.projects", equalTo(1));
    }

    @Test
    void deletesCredentialThatNothingUses() {
        String id = Api.credential("openai");

        admin().delete("/credentials/" + id).then().statusCode(204);

        admin().get("/credentials/" + id).then().statusCode(404);
    }

    @Test
    void refusesToDeleteCredentialInUse() {
        String id = used("groq");

        admin().delete("/credentials/" + id)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("used by 1 project;"));
        admin().delete("/credentials/" + id + "?force=perhaps").then().statusCode(400);
        admin().get("/credentials/" + id).then().statusCode(200);
    }

    @Test
    void disablesTheBindingsOfCredentialDeletedByForce() {
        String id = Api.credential("groq");
        String project = Api.wrapper();
        String binding = "/projects/" + project + "/providers/groq";
        String etag = bind(project, id).extract().header("ETag");

        admin().delete("/credentials/" + id + "?force=true").then().statusCode(204);

        String after = admin().get(binding)
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("credential_id", nullValue())
                .extract()
                .header("ETag");
        assertThat(after).isNotEqualTo(etag);
    }

    private static String used(String provider) {
        String id = Api.credential(provider);
        bind(Api.wrapper(), id).statusCode(201);
        return id;
    }

    private static ValidatableResponse bind(String project, String credential) {
        return admin("{\"enabled\":true,\"credential_id\":\"" + credential + "\"}")
                .put("/projects/" + project + "/providers/groq")
                .then();
    }
}
