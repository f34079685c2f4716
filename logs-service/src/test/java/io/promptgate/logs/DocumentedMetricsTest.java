package io.promptgate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.id.UuidV7;
import io.promptgate.testkit.DocumentedMetrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class DocumentedMetricsTest {

    @Test
    void allMetricsAreThoseOfTheDocumentation() throws IOException {
        // Given
        Logs.keep(List.of(new Sample(UuidV7.next()).record()));

        // When
        String scrape = Logs.management("/q/metrics").asString();

        // Then
        assertThat(DocumentedMetrics.of("logs-service", Path.of("../docs")).differences(scrape))
                .isEmpty();
    }
}
