package io.promptgate.admin.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Remote;
import io.promptgate.admin.TestKeys;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.ServiceProcess.Plan;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged services write through a PostgreSQL that is killed again and again. Afterwards every write that was
 * answered is there, and rows, revisions and the audit tell the same story.
 */
final class StoreKilledIT {
    private static final int WRITES = 500;
    private static final int KILLS = 5;
    private static final int WRITERS = 4;
    private static final Duration START = Duration.ofSeconds(90);

    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void rowsRevisionsAndAuditAgreeAfterPostgresqlWasKilledAmongFiveHundredWrites(@TempDir Path data)
            throws SQLException {
        try (Postgres postgres = Postgres.start(FreePorts.one(), data);
                ServiceProcess first = ServiceProcess.start(plan(postgres, "admin-killed-a"));
                ServiceProcess second = ServiceProcess.start(plan(postgres, "admin-killed-b"))) {
            // Given
            List<Remote> replicas = List.of(new Remote(first.awaitReady(START)), new Remote(second.awaitReady(START)));
            String project = replicas.getFirst().wrapper();

            // When
            writeWhileKilled(replicas, project, postgres);

            // Then
            await().atMost(60, SECONDS).until(() -> first.isReady() && second.isReady());
            assertThat(answered).hasSizeGreaterThan(WRITES / 4);
            replicas.getLast()
                    .admin()
                    .get("/audit/verify")
                    .then()
                    .statusCode(200)
                    .body("ok", equalTo(true));
            try (Connection database =
                    DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
                assertAgreement(database);
            }
        }
    }

    private void writeWhileKilled(List<Remote> replicas, String project, Postgres postgres) {
        Random random = new Random(7);
        try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                Remote replica = replicas.get(i % replicas.size());
                executor.execute(() -> write(replica, project));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int at = kill * WRITES / (KILLS + 1) + random.nextInt(20);
                await().atMost(180, SECONDS).until(() -> begun.get() >= at);
                postgres.kill();
                postgres.restart();
            }
        }
    }

    /** A write that is refused or not answered is not made again: whether it was made is the question. */
    private void write(Remote replica, String project) {
        for (int number = begun.incrementAndGet(); number <= WRITES; number = begun.incrementAndGet()) {
            String alias = "a" + number;
            Response answer = replica.admin("{\"provider\":\"groq\",\"model\":\"m\"}")
                    .put("/projects/" + project + "/aliases/" + alias);
            if (answer.statusCode() == 201) {
                answered.put(alias, answer.header("x-promptgate-revision"));
            } else {
                assertThat(answer.statusCode()).isEqualTo(503);
                await().atMost(60, SECONDS).until(replica.service()::isReady);
            }
        }
    }

    private void assertAgreement(Connection database) throws SQLException {
        // every write that was answered is there, in the revision that the answer named
        for (Map.Entry<String, String> write : answered.entrySet()) {
            assertThat(one(database, "select version from config.alias where name = '" + write.getKey() + "'"))
                    .isEqualTo(write.getValue());
        }
        // revisions have no gap, and the head is the last
        String head = one(database, "select revision from config.head");
        assertThat(one(database, "select count(*) from config.revision")).isEqualTo(head);
        assertThat(one(database, "select max(number) from config.revision")).isEqualTo(head);
        // each change is one line of the audit, and one row
        assertThat(one(database, "select count(*) from config.audit where revision is not null"))
                .isEqualTo(one(database, "select sum(jsonb_array_length(changes)) from config.revision"));
        assertThat(one(
                        database,
                        "select count(*) from config.alias a join config.audit l on l.kind = 'alias' and l.key = a.name"
                                + " and l.revision = a.version join config.revision r on r.number = a.version"))
                .isEqualTo(one(database, "select count(*) from config.alias"));
        assertThat(one(database, "select count(*) from config.audit where kind = 'alias'"))
                .isEqualTo(one(database, "select count(*) from config.alias"));
    }

    private static String one(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static Plan plan(Postgres postgres, String name) {
        return Plan.of("admin-service", TestKeys.environment())
                .named(name)
                .with("PROMPTGATE_DATABASE_URL", postgres.url())
                .with("PROMPTGATE_DATABASE_USER", postgres.user())
                .with("PROMPTGATE_DATABASE_PASSWORD", postgres.password());
    }
}
