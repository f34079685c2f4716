package io.promptgate.logs.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class AccessTest {
    private static final UUID PROJECT = UuidV7.next();

    @ParameterizedTest(name = "{0} {1} with {2}")
    @CsvSource({
        "GET, /logs/v1/metrics, ''",
        "GET, /logs/v1/metrics, Basic YTpi",
        "GET, /logs/v1/metrics, Bearer",
        "GET, /logs/v1/metrics, Bearer nonsense",
        "GET, /logs/v1/metrics, Bearer pg_admin_" + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "GET, /logs/v1/metrics, Bearer " + Logs.SERVICE_KEY,
        "GET, /logs/v1/projects/0193a8f0-0000-7000-8000-000000000001/metrics, ''",
        "GET, /logs/v1/projects/0193a8f0-0000-7000-8000-000000000001/requests, ''",
        "GET, /logs/v1/projects/0193a8f0-0000-7000-8000-000000000001/requests, Bearer nonsense",
        "GET, /logs/v1/projects/0193a8f0-0000-7000-8000-000000000001/requests/0193a8f0-0000-7000-8000-000000000001, ''",
        "POST, /internal/v1/log-events, ''",
        "POST, /internal/v1/log-events, Bearer nonsense",
        "POST, /internal/v1/log-events, Bearer " + Logs.ADMIN_KEY,
        "POST, //internal/v1/log-events, Bearer " + Logs.ADMIN_KEY,
    })
    void refusesWhoeverHasNotTheRightKey(String method, String path, @Nullable String authorization) {
        // When
        var call = given().contentType("application/x-ndjson");
        Response answer = (authorization == null || authorization.isEmpty()
                        ? call
                        : call.header("Authorization", authorization))
                .urlEncodingEnabled(false)
                .request(method, path);

        // Then
        assertThat(answer.statusCode()).isIn(401, 403, 404);
        answer.then()
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("title", notNullValue())
                .body("status", equalTo(answer.statusCode()))
                .body("detail", notNullValue());
        if (answer.statusCode() == 401) {
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"promptgate\"");
        }
    }

    @Test
    void letsTheRightKeysIn() {
        Logs.reader().get("/logs/v1/metrics").then().statusCode(200);
        Logs.reader().get(Logs.requests(PROJECT)).then().statusCode(200);
        Logs.send(new byte[0]).then().statusCode(200);
        given().header("authorization", "bearer  " + Logs.ADMIN_KEY)
                .get("/logs/v1/metrics")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /, 404",
        "GET, /nothing, 404",
        "GET, /logs/v1, 404",
        "GET, /logs/v1/projects, 404",
        "GET, /logs/v1/projects/not-a-uuid/requests, 404",
        "GET, /logs/v1/projects/0193a8f0-0000-7000-8000-000000000001/requests/42, 404",
        "GET, /logs/v1/projects/0193a8f0-0000-7000-8000-000000000001/nothing, 404",
        "GET, /q/health, 404",
        "GET, /q/metrics, 404",
        "DELETE, /logs/v1/metrics, 405",
        "GET, /internal/v1/log-events, 405",
    })
    void answersWithAProblemWhereThereIsNothing(String method, String path, int status) {
        RequestSpecification call = path.startsWith("/internal/") ? Logs.gateway() : Logs.reader();
        call.request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", notNullValue());
    }

    @Test
    void takesNdjsonAlone() {
        given().header("Authorization", "Bearer " + Logs.SERVICE_KEY)
                .contentType("application/json")
                .body("{}")
                .post("/internal/v1/log-events")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("application/x-ndjson"));
    }

    @Test
    void answersInJsonAlone() {
        Logs.reader()
                .accept("text/html")
                .get("/logs/v1/metrics")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void documentsItself() {
        String openApi = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(openApi)
                .contains("/logs/v1/projects/{uuid}/requests", "/logs/v1/metrics", "/internal/v1/log-events");
    }

    @Test
    void isLiveAndReady() {
        Logs.management("/q/health/live").then().statusCode(200);
        Logs.management("/q/health/ready").then().statusCode(200).body("checks[0].name", equalTo("store"));
    }
}
