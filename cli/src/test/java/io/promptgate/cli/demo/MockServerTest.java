package io.promptgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.testkit.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MockServerTest {
    private static final String BODY =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @Test
    void leadsTheGatewayToMocksThatAnswer() throws Exception {
        // Given
        int port = FreePorts.one();
        try (MockServer mocks = MockServer.start(port);
                HttpClient client = HttpClient.newHttpClient()) {
            // When
            Map<String, String> settings = mocks.environment(Map.of());
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(
                                    settings.get("PROMPTGATE_PROVIDERS_GROQ_BASE_URL") + "/chat/completions"))
                            .header("authorization", "Bearer any")
                            .POST(HttpRequest.BodyPublishers.ofString(BODY))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(answer.body()).contains("You said: Hello");
            assertThat(settings)
                    .containsEntry("PROMPTGATE_UPSTREAM_ALLOW", "127.0.0.1")
                    .containsEntry(
                            "PROMPTGATE_PROVIDERS_ANTHROPIC_BASE_URL", "http://127.0.0.1:" + port + "/anthropic/v1")
                    .containsEntry("PROMPTGATE_PROVIDERS_OPENAI_BASE_URL", "http://127.0.0.1:" + port + "/openai/v1");
            assertThatThrownBy(() -> MockServer.start(port)).isInstanceOf(Failure.class);
        }
    }

    @Test
    void letsTheOperatorsOwnSettingsWin() {
        try (MockServer mocks = MockServer.start(FreePorts.one())) {
            assertThat(mocks.environment(Map.of(
                            "PROMPTGATE_PROVIDERS_GROQ_BASE_URL", "https://proxy.example/groq",
                            "PROMPTGATE_UPSTREAM_ALLOW", "10.0.0.0/8")))
                    .containsEntry("PROMPTGATE_PROVIDERS_GROQ_BASE_URL", "https://proxy.example/groq")
                    .containsEntry("PROMPTGATE_UPSTREAM_ALLOW", "10.0.0.0/8,127.0.0.1");
        }
    }
}
