package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.filter.Filter;
import io.promptgate.service.store.StoreFault;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The log store's seam: all that the service asks of it. Every call fails with a 503 problem while the store is away,
 * and with a 504 problem when it takes too long.
 */
@Singleton
public final class RecordStore {
    private final StoreGate gate;
    private final Pool pool;
    private final Reads reads;

    @Inject
    RecordStore(StoreGate gate, Pool pool, Reads reads) {
        this.gate = gate;
        this.pool = pool;
        this.reads = reads;
    }

    /** Whether the store can tell a record of this id from every other: it must carry its time of creation. */
    public static boolean takes(UUID id) {
        return RecordKey.isValid(id);
    }

    /**
     * Keeps records for good, all in one transaction; those whose id is known already are passed over. When single
     * records cannot be kept, the others are, in as many transactions as that needs.
     *
     * @param records with ids that the store {@link #takes}
     */
    public Uni<Stored> add(List<RequestRecord> records) {
        // two calls with the same records meet each other in the same order, and cannot block each other for good
        List<RequestRecord> sorted =
                records.stream().sorted(Comparator.comparing(RequestRecord::id)).toList();
        return gate.call(() -> insert(sorted));
    }

    /**
     * A project's records that match, newest first, without bodies.
     *
     * @param before only records older than that of this id; null = from the newest
     */
    public Uni<List<RequestRecord>> page(UUID project, Filter filter, @Nullable UUID before, int limit) {
        Parameters parameters = new Parameters();
        String whose = "r.project_uuid = " + parameters.add(project) + " AND ";
        FilterToSql conditions = new FilterToSql(parameters, Instant.now());
        String where = whose + conditions.condition(filter) + known(whose, conditions, filter);
        String older = before == null
                ? ""
                : " AND (r.created_at, r.id) < (" + parameters.add(RecordKey.createdAt(before)) + ", "
                        + parameters.add(before) + ")";
        String sql = "SELECT " + RowReader.FACTS + " FROM logs.request r WHERE " + where + older
                + " ORDER BY r.created_at DESC, r.id DESC LIMIT " + parameters.add(limit);
        return query(sql, parameters.tuple(), RowReader::facts);
    }

    /**
     * Whether there is any such combination, which is told at once: an index on one key would be read to its end for
     * another one that never comes with it.
     */
    private static String known(String whose, FilterToSql conditions, Filter filter) {
        Filter keys = RollupFilter.ofKeys(filter);
        return keys.terms().isEmpty()
                ? ""
                : " AND EXISTS (SELECT FROM logs.rollup_key r WHERE " + whose + conditions.condition(keys) + ")";
    }

    /** A project's record with its bodies, if there is one. */
    public Uni<Optional<RequestRecord>> find(UUID project, UUID id) {
        if (!RecordKey.isValid(id)) {
            return Uni.createFrom().item(Optional.empty());
        }
        String sql = "SELECT " + RowReader.FACTS + ", " + RowReader.BODIES
                + " FROM logs.request r LEFT JOIN logs.request_body b ON b.created_at = r.created_at AND b.id = r.id"
                + " WHERE r.created_at = $1 AND r.id = $2 AND r.project_uuid = $3";
        return query(sql, Tuple.of(RecordKey.createdAt(id), id, project), RowReader::whole)
                .map(found -> found.stream().findFirst());
    }

    /**
     * Figures: first of the groups over the whole time, most requests first, then of their buckets in order of time.
     *
     * @param most how many groups and buckets may come back at most
     */
    public Uni<List<Figures>> figures(FiguresQuery query, int most) {
        return RollupFilter.serves(query.filter()) ? fromRollups(query, most) : fromRows(query, most);
    }

    /** Whether the figures of this filter need the rows one by one, which a long time makes slow. */
    public static boolean readsRows(Filter filter) {
        return !RollupFilter.serves(filter);
    }

    private Uni<List<Figures>> fromRollups(FiguresQuery query, int most) {
        RollupSql rollups = new RollupSql(query, Instant.now(), most);
        if (rollups.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return reads.rows(rollups.sql(), rollups.parameters()).map(rows -> {
            RollupFigures figures = new RollupFigures();
            rows.forEach(figures::add);
            return figures.figures();
        });
    }

    private Uni<List<Figures>> fromRows(FiguresQuery query, int most) {
        FiguresSql figures = new FiguresSql(query, Instant.now(), most);
        return query(figures.sql(), figures.parameters(), FiguresSql::read);
    }

    private <T> Uni<List<T>> query(String sql, Tuple parameters, Function<Row, T> reader) {
        return reads.rows(sql, parameters).map(rows -> stream(rows).map(reader).toList());
    }

    private Uni<Stored> insert(List<RequestRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().item(Stored.NOTHING);
        }
        return pool.withTransaction(connection -> insert(connection, records))
                .map(added -> new Stored(added, List.of()))
                .onFailure(failure -> StoreFault.of(failure) == StoreFault.BAD_DATA)
                .recoverWithUni(failure -> apart(records, failure));
    }

    /** By halves, until the records that cannot be kept stand alone. */
    private Uni<Stored> apart(List<RequestRecord> records, Throwable failure) {
        if (records.size() == 1) {
            return Uni.createFrom().item(Stored.refused(records.getFirst().id(), String.valueOf(failure.getMessage())));
        }
        int half = records.size() / 2;
        return insert(records.subList(0, half))
                .chain(first -> insert(records.subList(half, records.size())).map(first::plus));
    }

    private static Uni<Integer> insert(SqlConnection connection, List<RequestRecord> records) {
        return connection
                .preparedQuery(RequestTable.INSERT.sql())
                .execute(RequestTable.INSERT.parameters(records))
                .chain(rows -> {
                    Set<UUID> added = new HashSet<>();
                    stream(rows).map(row -> row.getUUID("id")).forEach(added::add);
                    List<RequestRecord> fresh = new ArrayList<>(added.size());
                    RollupDeltas deltas = new RollupDeltas();
                    for (RequestRecord record : records) {
                        // each id once: the first of two records of one id is the one that was kept
                        if (added.remove(record.id())) {
                            fresh.add(record);
                            deltas.added(record);
                        }
                    }
                    return insertBodies(
                                    connection,
                                    fresh.stream().filter(BodyTable::hasBody).toList())
                            .chain(() -> deltas.write(connection))
                            .replaceWith(fresh.size());
                });
    }

    private static Uni<Void> insertBodies(SqlConnection connection, List<RequestRecord> records) {
        return records.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(BodyTable.INSERT.sql())
                        .execute(BodyTable.INSERT.parameters(records))
                        .replaceWithVoid();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
