package io.promptgate.logs.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.Postgres.Coordinates;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.ServiceProcess.Plan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two packaged services on one PostgreSQL: what one takes, the viewers of the other see. */
final class LiveReplicasIT {
    private static final Duration START = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Coordinates DATABASE = Postgres.shared().freshDatabase();
    private static final Plan PLAN = Plan.of(
                    "logs-service",
                    Map.of("PROMPTGATE_ADMIN_KEY", Logs.ADMIN_KEY, "PROMPTGATE_SERVICE_KEY", Logs.SERVICE_KEY))
            .with("PROMPTGATE_DATABASE_URL", DATABASE.url())
            .with("PROMPTGATE_DATABASE_USER", DATABASE.user())
            .with("PROMPTGATE_DATABASE_PASSWORD", DATABASE.password());

    // its poll is too slow to help: what wakes it is the notification alone
    private static final ServiceProcess A =
            ServiceProcess.start(PLAN.named("logs-a").with("PROMPTGATE_LIVE_POLL", "2s"));
    private static final ServiceProcess B = ServiceProcess.start(PLAN.named("logs-b"));

    private final UUID project = UuidV7.next();
    private final List<String> sent = new ArrayList<>();

    @BeforeAll
    static void awaitBoth() {
        A.awaitReady(START);
        B.awaitReady(START);
    }

    @AfterAll
    static void stopBoth() {
        A.stop();
        B.stop();
    }

    @Test
    void showsWhatTheOtherTakesWithinASecond() throws IOException, InterruptedException {
        try (Sse view = Sse.open(A.url(""), project, "", "", null)) {
            // its first poll makes it listen
            await().atMost(10, SECONDS).until(() -> keepAndTime(B, view).compareTo(Duration.ofSeconds(1)) < 0);
            Duration slowest = Duration.ZERO;
            for (int i = 0; i < 20; i++) {
                Duration took = keepAndTime(B, view);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
            assertThat(slowest).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void goesOnAtTheOtherWithoutGapOrDouble() throws IOException, InterruptedException {
        // Given: a viewer that changes between the two while both take records
        List<String> got = new ArrayList<>();
        String place = null;
        for (int round = 0; round < 8; round++) {
            ServiceProcess one = round % 2 == 0 ? A : B;
            try (Sse view = Sse.open(one.url(""), project, "", "", place)) {
                for (int i = 0; i < 5; i++) {
                    keep(i % 2 == 0 ? A : B, 1 + i);
                }
                String last = sent.getLast();
                // also before the last ones have come
                if (round % 3 == 0) {
                    await().atMost(10, SECONDS).until(() -> view.records().contains(last));
                } else {
                    await().atMost(10, SECONDS).until(() -> !view.lastId().isEmpty());
                }
                place = view.lastId();
                List<Sse.Event> events = view.events();
                if (!events.isEmpty()) {
                    place = events.getLast().id();
                }
                events.forEach(event -> got.add(event.json().path("id").asText()));
            }
        }

        // When
        try (Sse view = Sse.open(A.url(""), project, "", "", place)) {
            await().atMost(10, SECONDS).until(() -> got.size() + view.records().size() >= sent.size());
            got.addAll(view.records());
        }

        // Then
        assertThat(got).containsExactlyInAnyOrderElementsOf(sent);
    }

    private Duration keepAndTime(ServiceProcess at, Sse view) throws IOException, InterruptedException {
        keep(at, 1);
        Instant kept = Instant.now();
        String id = sent.getLast();
        await().pollInterval(Duration.ofMillis(10))
                .atMost(10, SECONDS)
                .until(() -> view.records().contains(id));
        return Duration.between(kept, Instant.now());
    }

    private void keep(ServiceProcess at, int count) throws IOException, InterruptedException {
        List<RequestRecord> records =
                Stream.generate(() -> new Sample(project).record()).limit(count).toList();
        HttpRequest call = HttpRequest.newBuilder(URI.create(at.url("/internal/v1/log-events")))
                .header("Authorization", "Bearer " + Logs.SERVICE_KEY)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Logs.lines(records)))
                .build();
        HttpResponse<String> answer = HTTP.send(call, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        records.forEach(record -> sent.add(record.id().toString()));
    }
}
