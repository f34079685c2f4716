package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request has its record, once, whatever is killed meanwhile. */
class NothingLostIT {
    /** Set {@code -Dpromptgate.lost.requests=50000} for a longer run. */
    private static final int REQUESTS = Integer.getInteger("promptgate.lost.requests", 10_000);

    private static final int KILLS = 10;
    private static final int CALLERS = 16;
    private static final Duration BACK = Duration.ofSeconds(90);
    /** The spool's interval, and what a busy machine's disk may take for a sync. */
    private static final Duration UNSAFE = Duration.ofMillis(200 + 300);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Suite suite;
    private static Recipe recipe;
    private static HttpRequest request;

    @BeforeAll
    static void start() {
        suite = Suite.start("lost");
        recipe = cook();
        request = request(recipe);
    }

    /** A project for each test: what one has left on the gateway's disk is not the other's. */
    @BeforeEach
    void startAnew() {
        recipe = cook();
        request = request(recipe);
    }

    private static Recipe cook() {
        return Recipe.cook(suite, "sk-openai-lost-key", "sk-ant-lost-key", "gsk-lost-key");
    }

    private static HttpRequest request(Recipe recipe) {
        String token = recipe.token("app").path("token").asText();
        return HttpRequest.newBuilder(URI.create(suite.baseUrl(recipe.project()) + "/chat/completions"))
                .timeout(Duration.ofSeconds(30))
                .header("authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .build();
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void eachRequestHasOneRowThoughLogsServiceAndPostgresAreKilledTenTimes() throws Exception {
        // Given
        Set<UUID> known = rows();
        Semaphore allowed = new Semaphore(0);
        AtomicBoolean over = new AtomicBoolean();
        Queue<UUID> answered = new ConcurrentLinkedQueue<>();

        // When
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = callers(callers, () -> callWhileAllowed(allowed, answered, over));
            try {
                killAllTenTimes(allowed, answered);
            } finally {
                over.set(true);
                allowed.release(CALLERS);
            }
            for (Future<?> caller : running) {
                caller.get(); // none failed
            }
        }

        // Then
        assertThat(answered).hasSize(REQUESTS).doesNotHaveDuplicates();
        await().atMost(BACK).until(() -> rows().size() - known.size() >= REQUESTS);
        Set<UUID> found = rows();
        found.removeAll(known);
        assertThat(found).containsExactlyInAnyOrderElementsOf(answered);
    }

    @Test
    void aGatewayThatIsKilledLosesAtMostTheLastInterval() throws Exception {
        // Given
        suite.logsService().kill();
        Queue<Answered> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();

        // When
        long killed;
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = callers(callers, () -> callUntil(over, answered));
            try {
                await().atMost(BACK).until(() -> answered.size() > 2_000);
            } finally {
                over.set(true); // whoever is under way fails now, and may
            }
            killed = System.nanoTime();
            suite.gateway().kill();
            for (Future<?> caller : running) {
                caller.get();
            }
        }
        suite.restartGateway();
        suite.restartLogs();
        suite.gateway().awaitReady(BACK);
        suite.logsService().awaitReady(BACK);

        // Then
        List<UUID> safe = answered.stream()
                .filter(one -> killed - one.nanos() > UNSAFE.toNanos())
                .map(Answered::id)
                .toList();
        assertThat(safe).hasSizeGreaterThan(100);
        await().atMost(BACK).untilAsserted(() -> assertThat(rows()).containsAll(safe));
    }

    /** A request that has its whole answer, and when. */
    private record Answered(UUID id, long nanos) {}

    private static List<Future<?>> callers(ExecutorService threads, Callable<?> caller) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            running.add(threads.submit(caller));
        }
        return running;
    }

    private static Void callUntil(AtomicBoolean over, Queue<Answered> answered)
            throws IOException, InterruptedException {
        while (!over.get()) {
            try {
                UUID id = call();
                answered.add(new Answered(id, System.nanoTime()));
            } catch (IOException e) {
                if (!over.get()) {
                    throw e;
                }
            }
        }
        return null;
    }

    private static void killAllTenTimes(Semaphore allowed, Queue<UUID> answered) {
        for (int i = 0; i < KILLS; i++) {
            suite.logsService().kill();
            suite.postgres().kill();
            let(allowed, answered, REQUESTS / KILLS / 2);
            suite.postgres().restart();
            suite.restartLogs();
            let(allowed, answered, REQUESTS / KILLS / 2);
            suite.logsService().awaitReady(BACK);
        }
    }

    /** So many more requests, and their answers. */
    private static void let(Semaphore allowed, Queue<UUID> answered, int more) {
        int before = answered.size();
        allowed.release(more);
        await().atMost(BACK).until(() -> answered.size() == before + more);
    }

    private static Void callWhileAllowed(Semaphore allowed, Queue<UUID> answered, AtomicBoolean over)
            throws IOException, InterruptedException {
        allowed.acquire();
        while (!over.get()) {
            answered.add(call());
            allowed.acquire();
        }
        return null;
    }

    private static UUID call() throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return UUID.fromString(answer.headers().firstValue("x-request-id").orElseThrow());
    }

    /** The ids of the project's rows; a row that is there twice fails. */
    private static Set<UUID> rows() throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(
                        suite.postgres().jdbcUrl(),
                        suite.postgres().user(),
                        suite.postgres().password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id FROM logs.request WHERE project_uuid = '" + recipe.project() + "'")) {
            while (rows.next()) {
                assertThat(ids.add(rows.getObject(1, UUID.class))).isTrue();
            }
        }
        return ids;
    }
}
