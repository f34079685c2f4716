package io.promptgate.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.promptgate.gateway.snapshot.Surroundings;
import io.promptgate.gateway.start.Awaited;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as the container wires and serves it; all else is tested without one. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class GatewayBootTest {
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final String CHAT = "/api/{project}/v1/chat/completions";

    @ConfigProperty(name = "tests.project")
    String project = "";

    @ConfigProperty(name = "tests.token")
    String token = "";

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @BeforeEach
    void awaitConfiguration() {
        Awaited.until(SHORT, () -> management("health/ready").statusCode() == 200);
    }

    @Test
    void chats() {
        caller().body(ask("fast", ""))
                .post(CHAT, project)
                .then()
                .statusCode(200)
                .header("x-request-id", notNullValue())
                .header("x-promptgate-revision", "7")
                .header("x-promptgate-provider", "openai")
                .body("model", equalTo("gpt-4o-mini"))
                .body("choices[0].message.content", containsString("Say hello"));
    }

    @Test
    void streams() {
        caller().body(ask("openai:gpt-4o", ",\"stream\":true"))
                .post(CHAT, project)
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .body(endsWith("data: [DONE]\n\n"));
    }

    @Test
    void listsModels() {
        caller().get("/api/{project}/v1/models", project)
                .then()
                .statusCode(200)
                .body("data.id", hasItems("fast", "openai:*"));
    }

    @Test
    void takesABodyBeyondTheContainersOwnBound() {
        caller().body(ask("fast", ",\"x\":\"" + "x".repeat(12 * 1024 * 1024) + "\""))
                .post(CHAT, project)
                .then()
                .statusCode(200);
    }

    @Test
    void refusesABodyBeyondItsOwn() {
        caller().body(ask("fast", ",\"x\":\"" + "x".repeat(21 * 1024 * 1024) + "\""))
                .post(CHAT, project)
                .then()
                .statusCode(413)
                .body("error.code", equalTo("request_too_large"));
    }

    @Test
    void answersUnknownPathsInItsOwnWords() {
        for (String path : new String[] {"/", "/q/health", "/q/metrics", "/api", "/api/x/v2/chat/completions"}) {
            given().get(path)
                    .then()
                    .statusCode(404)
                    .header("x-request-id", notNullValue())
                    .body("error.code", equalTo("not_found"));
        }
    }

    @Test
    void refusesAnUnknownToken() {
        given().header("authorization", "Bearer nobody")
                .body(ask("fast", ""))
                .post(CHAT, project)
                .then()
                .statusCode(401)
                .body("error.code", equalTo("invalid_api_key"));
    }

    @Test
    void tellsItsHealthOnTheManagementPort() {
        management("health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'configuration' }.data.revision", equalTo(7))
                .body("checks.find { it.name == 'configuration' }.data.degraded", equalTo(false));
        management("health/live").then().statusCode(200);
    }

    @Test
    void tellsItsMetricsWithoutAnySecret() {
        // Given
        caller().body(ask("fast", "")).post(CHAT, project);

        // When
        Awaited.until(SHORT, () -> metrics().contains("promptgate_records_shipped_total"));

        // Then
        assertThat(metrics())
                .contains("promptgate_requests_seconds_count{error_code=\"none\",provider=\"openai\"")
                .contains("promptgate_tokens_total{kind=\"prompt\",provider=\"openai\"")
                .contains("promptgate_config_revision 7.0", "promptgate_config_connected 1.0")
                .doesNotContain(token, Surroundings.PROVIDER_KEY, "Say hello");
    }

    private Response management(String path) {
        return given().port(managementPort).get("/q/" + path);
    }

    private String metrics() {
        return management("metrics").asString();
    }

    private RequestSpecification caller() {
        return given().header("authorization", "Bearer " + token).contentType("application/json");
    }

    private static String ask(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]" + more + "}";
    }
}
