package io.promptgate.logs.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what has been kept long enough: days that nobody keeps any longer go with their partitions, rows of
 * projects that keep less go in batches. A record counts to the day (UTC) that it was created on, so that retention has
 * whole days. Figures stay as they are, for a time of their own. One replica at a time, a transaction per step.
 */
@Singleton
public final class Expiry {
    /** Stands for every project in {@code logs.expired}. */
    static final UUID EVERY = new UUID(0, 0);

    private static final String PATIENCE = "SET LOCAL lock_timeout = '3s'";
    private static final String PARTITIONS = """
            SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
            WHERE i.inhparent = ('logs.' || $1)::regclass AND c.relname ~ ('^' || $1 || '_[0-9]{8}$') \
            AND to_date(right(c.relname, 8), 'YYYYMMDD') < $2 ORDER BY 1""";
    // in the default partition alone, all others go with their days
    private static final String ORPHANS = """
            DELETE FROM logs.request_body_default WHERE ctid = ANY (ARRAY(SELECT ctid FROM logs.request_body_default \
            WHERE created_at < $1 LIMIT $2))""";
    private static final String ODD = """
            DELETE FROM logs.request_default WHERE ctid = ANY (ARRAY(SELECT ctid FROM logs.request_default \
            WHERE created_at < $1 LIMIT $2))""";
    private static final String NOTE = """
            INSERT INTO logs.expired (project_uuid, before) VALUES ($1, $2) ON CONFLICT (project_uuid) \
            DO UPDATE SET before = greatest(expired.before, excluded.before)""";

    private final Pool pool;

    /** Whose rows expire when; {@code project} null = of all without a time of their own. */
    private record Rule(@Nullable UUID project, LocalDate requests, LocalDate bodies) {}

    @Inject
    Expiry(Pool pool) {
        this.pool = pool;
    }

    /** Takes away what has expired today. */
    public Uni<Expired> run(Retention retention, LocalDate today) {
        return rules(retention, today).chain(rules -> {
            LocalDate requests = earliest(rules.stream().map(Rule::requests).toList());
            LocalDate bodies = earliest(rules.stream().map(Rule::bodies).toList());
            return Uni.combine()
                    .all()
                    .unis(
                            drop(requests, bodies),
                            requests(rules, requests, retention.batch()),
                            bodies(rules, bodies, retention.batch()),
                            rollups(today.minusDays(retention.rollupDays()), retention.batch()))
                    .usingConcurrencyOf(1)
                    .with(Expired::new);
        });
    }

    private Uni<List<Rule>> rules(Retention all, LocalDate today) {
        return pool.query("SELECT project_uuid, retention_days, body_retention_days FROM logs.project_policy")
                .execute()
                .map(rows -> {
                    Rule others = new Rule(null, today.minusDays(all.days()), today.minusDays(all.bodyDays()));
                    return StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> rule(row, all, today))
                            .collect(() -> new ArrayList<>(List.of(others)), List::add, List::addAll);
                });
    }

    private static Rule rule(Row row, Retention all, LocalDate today) {
        Integer own = row.getInteger("retention_days");
        Integer ownBodies = row.getInteger("body_retention_days");
        int days = own == null ? all.days() : own;
        int bodyDays = Math.min(days, ownBodies == null ? all.bodyDays() : ownBodies);
        return new Rule(row.getUUID("project_uuid"), today.minusDays(days), today.minusDays(bodyDays));
    }

    private Uni<Long> drop(LocalDate requests, LocalDate bodies) {
        return drop("request_body", bodies)
                .chain(first -> note(EVERY, requests)
                        .chain(() -> drop("request", requests))
                        .map(second -> first + second));
    }

    private Uni<Long> drop(String table, LocalDate before) {
        return pool.preparedQuery(PARTITIONS)
                .execute(Tuple.of(table, before))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> locked(connection -> connection
                        .query("DROP TABLE IF EXISTS logs." + row.getString("name"))
                        .execute()
                        .replaceWith(1)))
                .collect()
                .with(Collectors.summingLong(Integer::longValue));
    }

    /** Rows of odd times that nobody keeps any longer, and those of projects that keep less than others. */
    private Uni<Long> requests(List<Rule> rules, LocalDate dropped, int batch) {
        return all(() -> delete(ODD, dropped, batch))
                .chain(odd -> each(
                                rules,
                                rule -> rule.requests().isAfter(dropped)
                                        ? note(rule.project() == null ? EVERY : rule.project(), rule.requests())
                                                .chain(() -> all(() -> delete(
                                                        requestsOf(rule), rule.requests(), batch, rule.project())))
                                        : Uni.createFrom().item(0L))
                        .map(more -> odd + more));
    }

    private Uni<Long> bodies(List<Rule> rules, LocalDate dropped, int batch) {
        return all(() -> delete(ORPHANS, dropped, batch))
                .chain(odd -> each(
                                rules,
                                rule -> rule.bodies().isAfter(dropped)
                                        ? all(() -> delete(bodiesOf(rule), rule.bodies(), batch, rule.project()))
                                        : Uni.createFrom().item(0L))
                        .map(more -> odd + more));
    }

    private Uni<Long> rollups(LocalDate before, int batch) {
        List<String> tables = Arrays.stream(RollupLevel.values())
                .flatMap(level -> Stream.of(level.table(), level.facets()))
                .toList();
        return each(
                tables,
                table -> all(() -> delete(
                        "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table
                                + " WHERE start < $1 LIMIT $2))",
                        before,
                        batch)));
    }

    private static String requestsOf(Rule rule) {
        return "DELETE FROM logs.request WHERE (created_at, id) IN (SELECT r.created_at, r.id FROM logs.request r"
                + " WHERE r.created_at < $1 AND " + whose(rule) + " LIMIT $2)";
    }

    private static String bodiesOf(Rule rule) {
        return "DELETE FROM logs.request_body WHERE (created_at, id) IN (SELECT b.created_at, b.id"
                + " FROM logs.request_body b JOIN logs.request r ON r.created_at = b.created_at AND r.id = b.id"
                + " WHERE b.created_at < $1 AND r.created_at < $1 AND " + whose(rule) + " LIMIT $2)";
    }

    private static String whose(Rule rule) {
        return rule.project() == null
                ? "NOT EXISTS (SELECT FROM logs.project_policy p WHERE p.project_uuid = r.project_uuid)"
                : "r.project_uuid = $3";
    }

    private Uni<Integer> delete(String sql, LocalDate before, int batch, @Nullable UUID project) {
        Tuple parameters = Tuple.of(start(before), batch);
        if (project != null) {
            parameters.addValue(project);
        }
        return locked(
                connection -> connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount()));
    }

    private Uni<Integer> delete(String sql, LocalDate before, int batch) {
        return delete(sql, before, batch, null);
    }

    private Uni<Integer> note(UUID project, LocalDate before) {
        return locked(connection -> connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(project, start(before)))
                .replaceWith(0));
    }

    private Uni<Integer> locked(Function<SqlConnection, Uni<Integer>> step) {
        return pool.withTransaction(connection -> connection
                .query(PATIENCE)
                .execute()
                .chain(() -> StoreLock.RETENTION.take(connection))
                .chain(() -> step.apply(connection)));
    }

    /** Batch after batch, until one finds nothing. */
    private static Uni<Long> all(Supplier<Uni<Integer>> batch) {
        return batch.get()
                .chain(count ->
                        count == 0 ? Uni.createFrom().item(0L) : all(batch).map(more -> more + count));
    }

    private static <T> Uni<Long> each(List<T> items, Function<T, Uni<Long>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }

    private static LocalDate earliest(List<LocalDate> days) {
        return days.stream().min(LocalDate::compareTo).orElseThrow();
    }

    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
