package io.promptgate.admin.token;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class TokenTest {
    private String tokens = "";

    @BeforeEach
    void makeProject() {
        tokens = "/projects/" + Api.wrapper() + "/tokens";
    }

    @Test
    void showsTheTokenOnceAndNeverAgain() {
        String id = create("{\"name\":\"app\"}")
                .statusCode(201)
                .body("token", matchesPattern("pg_live_[0-9a-f]{64}"))
                .body("scopes", equalTo(List.of("chat", "models")))
                .body("preview", matchesPattern("pg_l…[0-9a-f]{4}"))
                .body("expires_at", nullValue())
                .extract()
                .path("id");

        admin().get(tokens + "/" + id).then().statusCode(200).body("$", not(hasKey("token")));
        admin().get(tokens).then().statusCode(200).body("data[0]", not(hasKey("token")));
    }

    @Test
    void takesScopesExpiryAndMetadata() {
        create("""
                        {"name":"ci","scopes":["admin","models"],"expires_at":"2999-01-31T12:00:00.123456+01:00",
                         "metadata":{"owner":"ops"}}""")
                .statusCode(201)
                .body("scopes", equalTo(List.of("models", "admin")))
                .body("expires_at", equalTo("2999-01-31T11:00:00.123Z"))
                .body("metadata.owner", equalTo("ops"));
    }

    @Test
    void tellsAllFieldErrorsTogether() {
        create("{\"scopes\":[\"chat\",\"root\"],\"expires_at\":\"2001-01-01T00:00:00Z\",\"metadata\":1,\"limit\":5}")
                .statusCode(422)
                .body("errors.field", equalTo(List.of("name", "scopes", "expires_at", "metadata", "limit")))
                .body("errors[1].message", containsString("chat, models, admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"chat\"", "[\"chat\",\"chat\"]", "null", "[1]"})
    void refusesScopesThatAreNotAListOfDifferentOnes(String scopes) {
        create("{\"name\":\"app\",\"scopes\":" + scopes + "}")
                .statusCode(422)
                .body("errors.field", equalTo(List.of("scopes")));
    }

    @Test
    void changesWhatIsSentAndKeepsTheRest() {
        String id = id("{\"name\":\"app\",\"expires_at\":\"2999-01-31T12:00:00Z\",\"metadata\":{\"a\":1}}");

        admin("{\"name\":\"other\",\"scopes\":[\"models\"],\"expires_at\":null}")
                .patch(tokens + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("other"))
                .body("scopes", equalTo(List.of("models")))
                .body("expires_at", nullValue())
                .body("metadata.a", equalTo(1))
                .body("$", not(hasKey("token")));
    }

    @Test
    void makesNoRevisionForPatchThatChangesNothing() {
        String id = id("{\"name\":\"app\"}");
        long before =
                Api.revision(admin("{\"name\":\"b\"}").patch(tokens + "/" + id).then());

        ValidatableResponse same = admin("{\"name\":\"b\",\"scopes\":[\"models\",\"chat\"]}")
                .patch(tokens + "/" + id)
                .then()
                .statusCode(200);

        assertThat(Api.revision(same)).isEqualTo(before);
    }

    @Test
    void rotatesToANewSecretWithTheSameId() {
        ValidatableResponse made = create("{\"name\":\"app\"}");
        String id = made.extract().path("id");
        String old = made.extract().path("token");

        String fresh = admin().post(tokens + "/" + id + "/rotate")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("token", matchesPattern("pg_live_[0-9a-f]{64}"))
                .extract()
                .path("token");

        assertThat(fresh).isNotEqualTo(old);
    }

    @Test
    void refusesFieldsAtRotation() {
        String id = id("{\"name\":\"app\"}");

        admin("{\"overlap\":60}")
                .post(tokens + "/" + id + "/rotate")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("overlap")));
        admin("{}").post(tokens + "/" + id + "/rotate").then().statusCode(200);
    }

    @Test
    void keepsARevokedTokenInTheListForGood() {
        String id = id("{\"name\":\"app\"}");
        long revoked = Api.revision(admin().delete(tokens + "/" + id).then().statusCode(204));

        admin().get(tokens).then().body("data[0].revoked_at", notNullValue());
        admin().post(tokens + "/" + id + "/rotate").then().statusCode(409).body("detail", containsString("is revoked"));
        admin("{\"name\":\"x\"}").patch(tokens + "/" + id).then().statusCode(409);
        assertThat(Api.revision(admin().delete(tokens + "/" + id).then().statusCode(204)))
                .isEqualTo(revoked);
    }

    @Test
    void honoursIfMatch() {
        ValidatableResponse made = create("{\"name\":\"app\"}");
        String path = tokens + "/" + made.extract().path("id");
        String stale = made.extract().header("ETag");
        admin("{\"name\":\"b\"}").header("If-Match", stale).patch(path).then().statusCode(200);

        admin("{\"name\":\"c\"}").header("If-Match", stale).patch(path).then().statusCode(412);
        admin().header("If-Match", stale).post(path + "/rotate").then().statusCode(412);
        admin().header("If-Match", stale).delete(path).then().statusCode(412);
    }

    @Test
    void belongsToItsProjectAlone() {
        String id = id("{\"name\":\"app\"}");
        String foreign = "/projects/" + Api.wrapper() + "/tokens/" + id;

        admin().get(foreign).then().statusCode(404);
        admin("{}").patch(foreign).then().statusCode(404);
        admin().delete(foreign).then().statusCode(404);
    }

    @Test
    void servesGatewayProjectsToo() {
        admin("{\"name\":\"app\"}")
                .post("/projects/" + Api.project("ai_gateway") + "/tokens")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse create(String body) {
        return admin(body).post(tokens).then();
    }

    private String id(String body) {
        return create(body).statusCode(201).extract().path("id");
    }
}
