package io.promptgate.admin.problem;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ProblemAnswersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"planted-canary\"",
                "{\"name\":\"a\",\"name\":\"planted-canary\"}",
                "{} planted-canary",
                "{\"name\":planted-canary}",
                "{\"a\":NaN}"
            })
    void tellsWhereJsonIsBrokenButNotWhatItSays(String body) {
        problem(admin(body).post("/projects").then(), 400)
                .body("detail", allOf(startsWith("The body is not valid JSON: line 1"), not(containsString("canary"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"a\""})
    void demandsAnObject(String body) {
        problem(admin(body).post("/projects").then(), 400).body("detail", equalTo("The body must be a JSON object."));
    }

    @Test
    void refusesDeepNesting() {
        problem(
                admin("{\"metadata\":" + "[".repeat(60) + "]".repeat(60) + "}")
                        .post("/projects")
                        .then(),
                400);
    }

    @Test
    void refusesAHugeBody() {
        problem(
                        admin("{\"name\":\"" + "x".repeat(1_200_000) + "\"}")
                                .post("/projects")
                                .then(),
                        413)
                .body("detail", containsString("1048576 bytes"));
    }

    @Test
    void answersUnknownRouteWithNotFound() {
        problem(admin().get("/nothing").then(), 404).body("$", not(hasKey("errors")));
        problem(given().get("/nothing").then(), 404);
    }

    @Test
    void answersWrongMethodWithWhatIsAllowed() {
        problem(admin("{}").put("/projects").then(), 405);
    }

    @Test
    void answersWrongMediaType() {
        problem(
                        admin().contentType("text/plain")
                                .body("name=a")
                                .post("/projects")
                                .then(),
                        415)
                .body("detail", containsString("application/json"));
    }

    @Test
    void answersWrongAccept() {
        problem(admin().accept("text/html").get("/projects").then(), 406);
    }

    static Stream<String> keysThatAreNotValid() {
        return Stream.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer " + TestKeys.SERVICE,
                "Bearer pg_admin_" + "0".repeat(64),
                "Bearer " + TestKeys.ADMIN + "0",
                "Basic " + TestKeys.ADMIN,
                TestKeys.ADMIN);
    }

    @ParameterizedTest
    @MethodSource("keysThatAreNotValid")
    void demandsAValidAdminKey(String authorization) {
        problem(
                        given().header("Authorization", authorization)
                                .get("/admin/v1/projects")
                                .then(),
                        401)
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void demandsAKeyBeforeItReadsTheBody() {
        problem(
                given().contentType("application/json")
                        .body("{broken")
                        .post("/admin/v1/projects")
                        .then(),
                401);
    }

    @Test
    void takesTheSchemeInAnyCase() {
        given().header("Authorization", "bearer " + TestKeys.ADMIN)
                .get("/admin/v1/projects")
                .then()
                .statusCode(200);
    }

    @Test
    void takesTheServiceKeyAloneOnInternalPaths() {
        problem(
                        given().header("Authorization", "Bearer " + TestKeys.ADMIN)
                                .get("/internal/v1/config/snapshot")
                                .then(),
                        401)
                .header("WWW-Authenticate", startsWith("Bearer"));
        problem(given().get("/internal/v1/config/snapshot").then(), 401);
    }

    @Test
    void refusesAdminKeyOnInternalPathInDisguise() {
        problem(
                given().urlEncodingEnabled(false)
                        .header("Authorization", "Bearer " + TestKeys.ADMIN)
                        .header("x-promptgate-replica", "gw")
                        .get("/internal;a=b/v1/config/snapshot")
                        .then(),
                403);
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"));
    }
}
