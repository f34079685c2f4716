package io.promptgate.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.gateway.snapshot.Surroundings;
import io.promptgate.gateway.start.Awaited;
import io.promptgate.testkit.DocumentedMetrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class DocumentedMetricsTest {
    private static final Duration SHORT = Duration.ofSeconds(10);

    @ConfigProperty(name = "tests.project")
    String project = "";

    @ConfigProperty(name = "tests.token")
    String token = "";

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void allMetricsAreThoseOfTheDocumentation() throws IOException {
        // Given
        Awaited.until(SHORT, () -> management("health/ready").statusCode() == 200);
        given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body("{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}")
                .post("/api/{project}/v1/chat/completions", project)
                .then()
                .statusCode(200);
        Awaited.until(SHORT, () -> management("metrics").asString().contains("promptgate_requests_seconds"));

        // When
        String scrape = management("metrics").asString();

        // Then
        assertThat(DocumentedMetrics.of("gateway-service", Path.of("../docs")).differences(scrape))
                .isEmpty();
    }

    private Response management(String path) {
        return given().port(managementPort).get("/q/" + path);
    }
}
