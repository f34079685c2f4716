package io.promptgate.logs.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that end in another order than they begin: a view has each record once, also one that breaks off. */
@QuarkusTest
@WithTestResource(LogStore.class)
class OutOfOrderTest {
    private static final int STEPS = 160;
    private static final int OPEN_AT_MOST = 5;
    private static final String INSERT = """
            INSERT INTO logs.request (created_at, id, project_uuid, surface, stream, attempts, revision, ok, \
            http_status, ended, latency_ms) VALUES ($1, $2, $3, 'wrapper', false, '[]', 1, true, 200, 'complete', 1)""";

    private final UUID project = UuidV7.next();
    private final List<Held> open = new ArrayList<>();
    private final List<String> committed = new ArrayList<>();
    private final List<String> got = new ArrayList<>();

    @Inject
    Pool pool;

    /** A transaction that is not over yet, with the records that it brought. */
    private record Held(SqlConnection connection, Transaction transaction, List<UUID> ids) {}

    @Test
    void doesNotWaitForATransactionThatIsHeldOpen() {
        // Given
        try (Sse view = Sse.open(project, "", "", null)) {
            begin(1);
            RequestRecord later = new Sample(project).record();

            // When
            Logs.keep(List.of(later));
            await().atMost(2, SECONDS)
                    .until(() -> view.records().equals(List.of(later.id().toString())));
            end(open.getFirst(), true);

            // Then
            await().atMost(2, SECONDS)
                    .until(() -> view.records().equals(List.of(later.id().toString(), committed.getFirst())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void hasEachRecordOnceWhateverTheOrder(long seed) {
        // Given
        Random random = new Random(seed);
        Sse view = Sse.open(project, "", "", null);

        // When
        for (int i = 0; i < STEPS; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> begin(1 + random.nextInt(3));
                case 2, 3 -> endOne(random, true);
                case 4 -> {
                    if (random.nextInt(3) == 0) {
                        endOne(random, false);
                    } else {
                        keep();
                    }
                }
                default -> view = reconnect(view, random);
            }
        }
        while (!open.isEmpty()) {
            endOne(random, true);
        }
        Sse last = view;
        await().atMost(10, SECONDS).until(() -> got.size() + last.records().size() >= committed.size());
        last.close();
        got.addAll(last.records());

        // Then
        assertThat(committed).hasSizeGreaterThan(STEPS / 3);
        assertThat(got).containsExactlyInAnyOrderElementsOf(committed);
    }

    /** Goes on from the last event, or, as after a loss on the way, from one before. */
    private Sse reconnect(Sse view, Random random) {
        await().atMost(5, SECONDS).until(() -> !view.lastId().isEmpty());
        String from = view.lastId();
        List<Sse.Event> events = view.events();
        if (!events.isEmpty()) {
            events = events.subList(0, 1 + random.nextInt(events.size()));
            from = events.getLast().id();
        }
        view.close();
        events.forEach(event -> got.add(event.json().path("id").asText()));
        return Sse.open(project, "", "", from);
    }

    private void keep() {
        RequestRecord record = new Sample(project).record();
        Logs.keep(List.of(record));
        committed.add(record.id().toString());
    }

    private void begin(int records) {
        if (open.size() == OPEN_AT_MOST) {
            return;
        }
        SqlConnection connection = pool.getConnection().await().indefinitely();
        Transaction transaction = connection.begin().await().indefinitely();
        List<UUID> ids = Stream.generate(UuidV7::next).limit(records).toList();
        ids.forEach(id -> connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(Instant.ofEpochMilli(UuidV7.millis(id)).atOffset(ZoneOffset.UTC), id, project))
                .await()
                .indefinitely());
        open.add(new Held(connection, transaction, ids));
    }

    private void endOne(Random random, boolean commit) {
        if (!open.isEmpty()) {
            end(open.get(random.nextInt(open.size())), commit);
        }
    }

    private void end(Held held, boolean commit) {
        open.remove(held);
        if (commit) {
            held.transaction().commit().await().indefinitely();
            held.ids().forEach(id -> committed.add(id.toString()));
        } else {
            held.transaction().rollback().await().indefinitely();
        }
        held.connection().close().await().indefinitely();
    }
}
