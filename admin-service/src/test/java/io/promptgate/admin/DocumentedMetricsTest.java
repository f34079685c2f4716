package io.promptgate.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.testkit.DocumentedMetrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class DocumentedMetricsTest {
    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void allMetricsAreThoseOfTheDocumentation() throws IOException {
        // When
        String scrape = given().port(managementPort).get("/q/metrics").asString();

        // Then
        assertThat(DocumentedMetrics.of("admin-service", Path.of("../docs")).differences(scrape))
                .isEmpty();
    }
}
