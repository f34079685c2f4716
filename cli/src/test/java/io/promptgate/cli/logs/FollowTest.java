package io.promptgate.cli.logs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FollowTest {
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> news = new CopyOnWriteArrayList<>();

    /** Keeps what it is told. */
    private final class Kept implements Follow.Listener {
        @Override
        public void begun() {
            ids.add("begun");
        }

        @Override
        public void request(JsonNode request) {
            ids.add(request.path("id").asText());
        }

        @Override
        public void news(String line) {
            news.add(line);
        }
    }

    @Test
    void goesOnAfterEachBreakWhereItWas() throws IOException {
        // Given: a stream that ends, one that breaks within an event, one that is cut with a hint
        try (ToyLogs logs = new ToyLogs()) {
            logs.streams.add(": heartbeat\nid: 0\n\nid: 1\ndata: {\"id\":\"a\"}\n\n");
            logs.streams.add("id: 2\ndata: {\"id\":\"b\"}\n\nid: 3\ndata: {\"id\":\"lost\"}\n");
            logs.streams.add("event: resume\ndata: {\"last_event_id\":\"2+\"}\n\n");

            // When
            Thread thread = Thread.ofVirtual().start(follow(logs.url())::run);
            await().atMost(10, SECONDS).until(() -> logs.resumed.size() == 4);
            thread.interrupt();

            // Then
            assertThat(ids).containsExactly("begun", "a", "b");
            assertThat(logs.resumed).containsExactly(null, "1", "2", "2+");
            assertThat(logs.calls.getFirst()).isEqualTo("/logs/v1/projects/p/live?q=provider%3Agroq Bearer pg_admin_1");
        }
    }

    @Test
    void waitsForALogsServiceThatIsAway() throws IOException {
        // Given
        try (ToyLogs logs = new ToyLogs()) {
            logs.streams.add("id: 1\ndata: {\"id\":\"a\"}\n\n");
            Thread thread = Thread.ofVirtual().start(follow(logs.url())::run);
            await().atMost(10, SECONDS).until(() -> logs.resumed.size() == 2);
            logs.stop();
            await().atMost(10, SECONDS).until(() -> !news.isEmpty());

            // Then
            assertThat(news)
                    .singleElement()
                    .asString()
                    .contains("does not answer")
                    .endsWith("trying on");
            thread.interrupt();
        }
    }

    @Test
    void endsWhereItIsRefusedOrNeverStood() throws IOException {
        try (ToyLogs logs = new ToyLogs()) {
            logs.status = 403;
            assertThatThrownBy(() -> follow(logs.url()).run())
                    .isInstanceOf(Failure.class)
                    .hasMessage("logs-service says 403: no\\u001b[31m way");
            logs.status = 503;
            assertThatThrownBy(() -> follow(logs.url()).run())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("does not answer");
        }
        assertThat(ids).isEmpty();
    }

    private Follow follow(String url) {
        LogsApi api = new LogsApi(new LogsService(url, Masked.of("pg_admin_1"), null));
        return new Follow(api, "p", "provider:groq", Duration.ofMillis(20), new Kept());
    }
}
