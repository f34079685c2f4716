package io.promptgate.admin.key;

import static io.promptgate.admin.Api.admin;
import static io.promptgate.admin.Api.with;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.promptgate.common.secret.TokenHash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class KeyTest {

    @Test
    void makesAKeyAndShowsItOnce() {
        // When
        JsonPath made = admin("{\"name\":\"ci\",\"role\":\"developer\"}")
                .post("/keys")
                .then()
                .statusCode(201)
                .header("Location", containsString("/admin/v1/keys/"))
                .body("key", matchesPattern("pg_admin_[0-9a-f]{64}"))
                .body("role", equalTo("developer"))
                .body("$", not(hasKey("projects")))
                .extract()
                .jsonPath();

        // Then
        String key = made.getString("key");
        admin().get("/keys/" + made.getString("id")).then().statusCode(200).body("$", not(hasKey("key")));
        admin().get("/keys")
                .then()
                .body("data.id", hasItem(made.getString("id")))
                .body("data", everyItem(not(hasKey("key"))));
        assertThat(TestDatabase.one("select hash from config.admin_key where id = '" + made.getString("id") + "'"))
                .isEqualTo(TokenHash.of(key).hex());
        with(key).get("/projects").then().statusCode(200);
    }

    @Test
    void letsARoleDoWhatTheTableSays() {
        // Given
        String project = Api.wrapper();
        String viewer = Api.key("viewer");
        String alias = "/projects/" + project + "/aliases/fast";

        // Then
        with(viewer).get("/projects/" + project).then().statusCode(200);
        with(viewer, "{\"provider\":\"groq\",\"model\":\"m\"}")
                .put(alias)
                .then()
                .statusCode(403);
        with(Api.key("developer"), "{\"provider\":\"groq\",\"model\":\"m\"}")
                .put(alias)
                .then()
                .statusCode(201);
        with(viewer).get("/keys").then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void hidesForeignProjects() {
        // Given
        String own = Api.wrapper();
        String foreign = Api.wrapper();
        String key = Api.key("owner", own);

        // When
        String hidden = with(key)
                .get("/projects/" + foreign)
                .then()
                .statusCode(404)
                .extract()
                .path("detail");
        String absent = with(key)
                .get("/projects/01a203b8-dc0a-7000-a594-1acd314c24b2")
                .then()
                .statusCode(404)
                .extract()
                .path("detail");

        // Then
        assertThat(hidden.replace(foreign, "X")).isEqualTo(absent.replace("01a203b8-dc0a-7000-a594-1acd314c24b2", "X"));
        with(key).get("/projects").then().statusCode(200).body("data.uuid", equalTo(List.of(own)));
        with(key).get("/projects/" + own).then().statusCode(200);
        with(key).delete("/projects/" + foreign).then().statusCode(404);
        with(key, "{\"name\":\"a\",\"project_type\":\"ai_wrapper\"}")
                .post("/projects")
                .then()
                .statusCode(403);
        admin().get("/projects/" + foreign).then().statusCode(200);
    }

    @Test
    void refusesARevokedKeyWhenTheCallReturns() {
        // Given
        JsonPath made =
                admin("{\"name\":\"gone\",\"role\":\"owner\"}").post("/keys").jsonPath();
        String key = made.getString("key");
        with(key).get("/projects").then().statusCode(200);

        // When
        admin().delete("/keys/" + made.getString("id")).then().statusCode(204);

        // Then
        with(key).get("/projects").then().statusCode(401).contentType("application/problem+json");
        admin().get("/keys/" + made.getString("id")).then().statusCode(200).body("revoked_at", notNullValue());
    }

    @Test
    void refusesAnExpiredKey() {
        // Given
        String key = admin("{\"name\":\"short\",\"role\":\"viewer\",\"expires_at\":\""
                        + Instant.now().plusSeconds(2) + "\"}")
                .post("/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");

        // Then
        with(key).get("/projects").then().statusCode(200);
        await().atMost(10, SECONDS)
                .untilAsserted(() -> with(key).get("/projects").then().statusCode(401));
    }

    @Test
    void writesTheLastUseWithoutARevision() {
        // Given
        JsonPath made =
                admin("{\"name\":\"used\",\"role\":\"viewer\"}").post("/keys").jsonPath();
        String before = TestDatabase.one("select revision from config.head");

        // When
        with(made.getString("key")).get("/projects").then().statusCode(200);

        // Then
        await().atMost(10, SECONDS)
                .untilAsserted(() ->
                        admin().get("/keys/" + made.getString("id")).then().body("last_used_at", notNullValue()));
        assertThat(TestDatabase.one("select revision from config.head")).isEqualTo(before);
    }

    @Test
    void tellsTheOtherServicesTheHashesOfValidKeysAlone() {
        // Given
        JsonPath made =
                admin("{\"name\":\"told\",\"role\":\"viewer\"}").post("/keys").jsonPath();

        // When
        var told = given().header("Authorization", "Bearer " + TestKeys.SERVICE).get("/internal/v1/access/keys");

        // Then
        told.then()
                .statusCode(200)
                .body("hash", hasItem(TokenHash.of(made.getString("key")).hex()))
                .body(not(containsString(made.getString("key"))));
        given().header("Authorization", "Bearer " + TestKeys.SERVICE)
                .header("If-None-Match", told.header("ETag"))
                .get("/internal/v1/access/keys")
                .then()
                .statusCode(304);
        given().header("Authorization", "Bearer " + TestKeys.ADMIN)
                .get("/internal/v1/access/keys")
                .then()
                .statusCode(401);
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        admin("{\"name\":\"\",\"role\":\"king\",\"projects\":[],\"expires_at\":\"2001-01-01T00:00:00Z\",\"x\":1}")
                .post("/keys")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("name", "role", "projects", "expires_at", "x")))
                .body("errors.message", hasItem("must be one of viewer, developer, admin, owner"))
                .body("errors.message", hasItem("must be a list of 1 to 100 UUIDs, each once"));
    }
}
