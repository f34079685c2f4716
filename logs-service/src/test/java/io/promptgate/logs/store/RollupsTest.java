package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.common.filter.Filter;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures from the rollups are those of the rows, whatever came in whichever order. */
@QuarkusTest
@WithTestResource(LogStore.class)
class RollupsTest {
    private static final Instant START = Instant.parse("2020-05-01T00:00:00Z");
    private static final long DAYS = Duration.ofDays(3).toMillis();
    private static final List<UUID> TOKENS = List.of(UuidV7.next(), UuidV7.next(), UuidV7.next());
    private static final List<GroupBy> GROUPS = List.of(GroupBy.values());
    private static final List<Duration> BUCKETS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));
    private static final List<String> FILTERS = List.of(
            "",
            "",
            "provider:groq,openai",
            "-provider:groq model:a,c",
            "alias:fast -endpoint:triage",
            "-token:\"app 1\"",
            "token:" + TOKENS.getFirst(),
            "after:2020-05-02T03:04:05Z",
            "provider:openai before:2020-05-02 after:2020-05-01T12:00:00.5Z");

    private final UUID project = UuidV7.next();
    private final UUID other = UuidV7.next();

    @Inject
    RecordStore store;

    @Inject
    RollupFold rollups;

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sayWhatTheRowsSay(long seed) throws Exception {
        // Given: two replicas that get the same records late, twice and in another order, and fold meanwhile
        Random random = new Random(seed);
        List<RequestRecord> records =
                IntStream.range(0, 1_500).mapToObj(_ -> made(random)).toList();
        List<RequestRecord> again = new ArrayList<>(records);
        Collections.shuffle(again, random);
        try (ExecutorService replicas = Executors.newFixedThreadPool(3)) {
            AtomicBoolean done = new AtomicBoolean();
            Future<?> folding = replicas.submit(() -> foldUntil(done));
            Future<Integer> first = replicas.submit(() -> add(records, 97));
            Future<Integer> second = replicas.submit(() -> add(again, 211));
            assertThat(first.get() + second.get()).isEqualTo(records.size());
            done.set(true);
            folding.get();
        }

        for (int i = 0; i < 60; i++) {
            // When
            FiguresQuery query = query(random);
            List<Figures> kept = store.figures(query, 20_000).await().indefinitely();

            // Then
            assertSame(kept, fromRows(query), query);
        }
    }

    @Test
    void equalTheRowsInEverySnapshot() throws Exception {
        // Given
        Random random = new Random(11);
        List<RequestRecord> records =
                IntStream.range(0, 4_000).mapToObj(_ -> made(random)).toList();
        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            AtomicBoolean done = new AtomicBoolean();
            Future<?> folding = replicas.submit(() -> foldUntil(done));
            Future<Integer> adding = replicas.submit(() -> add(records, 50));

            // Then: while records come and deltas are folded
            int looks = 0;
            do {
                pool.withTransaction(this::assertOneSnapshot).await().indefinitely();
                looks++;
            } while (!adding.isDone());
            done.set(true);
            folding.get();
            assertThat(looks).isGreaterThan(3);
            assertThat(adding.get()).isEqualTo(4_000);
        }
        pool.withTransaction(this::assertOneSnapshot).await().indefinitely();
    }

    @Test
    void forgetWhatIsTakenOutOfTheRows() {
        // Given
        RequestRecord stays = made(new Random(5));
        RequestRecord goes = made(new Random(6));
        add(List.of(stays, goes), 2);
        rollups.fold(10_000).await().indefinitely();

        // When
        RollupDeltas deltas = new RollupDeltas();
        deltas.removed(goes);
        pool.withTransaction(connection -> connection
                        .query("DELETE FROM logs.request WHERE id = '" + goes.id() + "'")
                        .execute()
                        .chain(() -> deltas.write(connection)))
                .await()
                .indefinitely();

        // Then
        FiguresQuery query = new FiguresQuery(
                null, START, START.plusMillis(DAYS), GroupBy.MODEL, Duration.ofMinutes(1), Filter.EVERYTHING);
        assertSame(store.figures(query, 20_000).await().indefinitely(), fromRows(query), query);
        rollups.fold(10_000).await().indefinitely();
        assertSame(store.figures(query, 20_000).await().indefinitely(), fromRows(query), query);
    }

    @Test
    void knowAKeyByTheSameIdAsTheDatabase() {
        // Given
        RollupKey key = new RollupKey(project, "grüq", "m\ud83d\ude00", null, TOKENS.getFirst(), "1:", "");
        RollupKey bare = new RollupKey(project, null, null, null, null, null, null);

        // Then
        for (RollupKey each : List.of(key, bare)) {
            UUID id = pool.preparedQuery("SELECT logs.rollup_key_id($1, $2, $3, $4, $5, $6, $7) AS id")
                    .execute(Tuple.from(Arrays.asList(
                            each.project(),
                            each.provider(),
                            each.model(),
                            each.alias(),
                            each.tokenId(),
                            each.tokenName(),
                            each.endpoint())))
                    .await()
                    .indefinitely()
                    .iterator()
                    .next()
                    .getUUID("id");
            assertThat(id).isEqualTo(each.id());
        }
    }

    private Uni<Void> assertOneSnapshot(SqlConnection connection) {
        String whose = " WHERE project_uuid IN ('" + project + "', '" + other + "')";
        String sums = Arrays.stream(RollupLevel.values())
                        .map(level -> ", (SELECT coalesce(sum(requests), 0)::bigint FROM (SELECT key_id, requests FROM"
                                + " logs.rollup_delta UNION ALL SELECT key_id, requests FROM " + level.table()
                                + ") AS s JOIN logs.rollup_key k ON k.id = s.key_id" + whose + ") AS " + level.name())
                        .collect(Collectors.joining(
                                "", "SELECT (SELECT count(*) FROM logs.request" + whose + ") AS rows", ""))
                + Arrays.stream(RollupLevel.values())
                        .filter(level -> level.keeps(RollupFacet.TOKEN, true))
                        .map(level -> ", (SELECT coalesce(sum(requests), 0)::bigint FROM logs.rollup_delta s JOIN"
                                + " logs.rollup_key k ON k.id = s.key_id" + whose
                                + ") * 4 + (SELECT coalesce(sum(requests), 0)::bigint FROM " + level.facets()
                                + " s JOIN logs.rollup_facet_key k ON k.id = s.key_id" + whose + ") AS facets_of_"
                                + level.name())
                        .collect(Collectors.joining());
        return connection
                .query(sums)
                .execute()
                .invoke(rows -> {
                    Row row = rows.iterator().next();
                    for (RollupLevel level : RollupLevel.values()) {
                        assertThat(row.getLong(level.name().toLowerCase(Locale.ROOT)))
                                .as(level.name())
                                .isEqualTo(row.getLong("rows"));
                        if (level.keeps(RollupFacet.TOKEN, true)) {
                            // each record counts to four
                            assertThat(row.getLong("facets_of_" + level.name().toLowerCase(Locale.ROOT)))
                                    .isEqualTo(row.getLong("rows") * RollupFacet.values().length);
                        }
                    }
                })
                .replaceWithVoid();
    }

    private void foldUntil(AtomicBoolean done) {
        while (!done.get()) {
            rollups.fold(150).await().indefinitely();
        }
    }

    private int add(List<RequestRecord> records, int batch) {
        int added = 0;
        for (int i = 0; i < records.size(); i += batch) {
            added += store.add(records.subList(i, Math.min(records.size(), i + batch)))
                    .await()
                    .indefinitely()
                    .added();
        }
        return added;
    }

    private List<Figures> fromRows(FiguresQuery query) {
        FiguresSql rows = new FiguresSql(query, Instant.now(), 20_000);
        return pool.preparedQuery(rows.sql()).execute(rows.parameters()).await().indefinitely().stream()
                .map(FiguresSql::read)
                .toList();
    }

    private FiguresQuery query(Random random) {
        Instant from = START.plusMillis(random.nextLong(DAYS));
        Instant to = from.plusMillis(1 + random.nextLong(DAYS));
        boolean whole = random.nextBoolean();
        return new FiguresQuery(
                random.nextInt(4) == 0 ? null : project,
                whole ? RollupLevel.HOUR.floor(from) : from,
                whole ? RollupLevel.HOUR.ceiling(to) : to,
                GROUPS.get(random.nextInt(GROUPS.size())),
                random.nextInt(3) == 0 ? null : BUCKETS.get(random.nextInt(BUCKETS.size())),
                Filter.parse(FILTERS.get(random.nextInt(FILTERS.size()))));
    }

    private RequestRecord made(Random random) {
        Sample sample = new Sample(random.nextInt(5) == 0 ? other : project)
                .at(START.plusMillis(random.nextLong(DAYS)))
                .by(
                        List.of("groq", "openai", "anthropic").get(random.nextInt(3)),
                        List.of("a", "b", "c").get(random.nextInt(3)),
                        random.nextBoolean() ? "fast" : null);
        sample.endpoint = random.nextInt(3) == 0 ? "triage" : null;
        int token = random.nextInt(4);
        if (token < 3) {
            // a token that was given another name
            sample.token(TOKENS.get(token), "app " + random.nextInt(2));
        }
        sample.took(
                random.nextLong(2L << random.nextInt(20)),
                random.nextBoolean() ? Long.valueOf(random.nextInt(900)) : null);
        sample.usage = new Usage(random.nextInt(5_000), random.nextInt(900), 7_000, 3, 0, 2, false);
        sample.cost = random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(90_000), 9);
        return switch (random.nextInt(10)) {
            case 0 -> sample.failed(502, "upstream_error", "down").record();
            case 1 -> sample.refused(429, "rate_limit_exceeded", "slow down").record();
            default -> sample.record();
        };
    }

    private static void assertSame(List<Figures> kept, List<Figures> rows, FiguresQuery query) {
        assertThat(kept).as(query.toString()).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            Figures own = kept.get(i);
            Figures exact = rows.get(i);
            assertThat(withoutPercentiles(own)).as(query.toString()).isEqualTo(withoutPercentiles(exact));
            assertClose(own.latency().p50(), exact.latency().p50());
            assertClose(own.latency().p95(), exact.latency().p95());
            assertClose(own.latency().p99(), exact.latency().p99());
            assertClose(own.ttft().p50(), exact.ttft().p50());
            assertClose(own.ttft().p95(), exact.ttft().p95());
        }
    }

    private static Figures withoutPercentiles(Figures f) {
        BigDecimal cost = f.costUsd() == null ? null : f.costUsd().stripTrailingZeros();
        Figures.Latency latency = new Figures.Latency(f.latency().avg().setScale(1, RoundingMode.UNNECESSARY), 0, 0, 0);
        return new Figures(
                f.key(),
                f.name(),
                f.bucket(),
                f.requests(),
                f.errors(),
                f.unpriced(),
                latency,
                new Figures.Ttft(null, null),
                f.tokens(),
                cost);
    }

    private static void assertClose(@Nullable Long own, @Nullable Long exact) {
        if (own == null || exact == null) {
            assertThat(own).isEqualTo(exact);
        } else {
            assertThat(Math.abs(own - exact)).isLessThanOrEqualTo(exact / 128);
        }
    }
}
