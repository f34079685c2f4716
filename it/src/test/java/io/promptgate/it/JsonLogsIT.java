package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import io.promptgate.testkit.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the machines that watch the services read of them: log lines in JSON, probes and metrics. */
class JsonLogsIT {
    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = Suite.start("json-logs", Map.of("PROMPTGATE_LOG_JSON", "true"));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void everyLineOfEveryServiceIsJson() throws IOException {
        for (ServiceProcess service : services()) {
            List<String> lines =
                    service.log().lines().filter(line -> !line.isBlank()).toList();

            assertThat(lines).isNotEmpty();
            for (String line : lines) {
                JsonNode entry = Json.MAPPER.readTree(line);
                assertThat(entry.has("timestamp")
                                && entry.has("level")
                                && entry.has("loggerName")
                                && entry.has("message"))
                        .as(line)
                        .isTrue();
            }
        }
    }

    @Test
    void everyServiceIsStartedLiveAndReadyAndTellsItsMetrics() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (ServiceProcess service : services()) {
                for (String probe : List.of("started", "live", "ready")) {
                    HttpResponse<String> answer = get(client, service.managementUrl("/q/health/" + probe));
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.body()).contains("\"status\": \"UP\"");
                }
                assertThat(get(client, service.managementUrl("/q/metrics")).body())
                        .contains("# TYPE promptgate_", "jvm_threads_live_threads");
            }
        }
    }

    private static List<ServiceProcess> services() {
        return List.of(suite.gateway(), suite.adminService(), suite.logsService());
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
