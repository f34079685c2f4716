package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads records by when they became visible rather than by a number that they carry: transactions commit in another
 * order than they begin, so that no number can say what is new. What is new between two {@link Seen} is exact, on
 * every replica. Calls fail like those of {@link RecordStore}.
 */
@Singleton
public final class NewRecords {
    private final StoreGate gate;
    private final Pool pool;
    private final Reads reads;

    @Inject
    NewRecords(StoreGate gate, Pool pool, Reads reads) {
        this.gate = gate;
        this.pool = pool;
        this.reads = reads;
    }

    /** A stretch of new records: those of transactions that {@code to} has seen and {@code from} has not. */
    public record Stretch(Seen from, Seen to) {}

    /**
     * A new record with its place.
     *
     * @param transaction the transaction that brought it; within a stretch, order is by it and then by id
     */
    public record New(long transaction, RequestRecord record) {}

    /**
     * What to read of a stretch.
     *
     * @param project null = of all projects
     * @param bodies whether the records come with their bodies
     */
    public record Wanted(@Nullable UUID project, boolean bodies, int limit) {}

    /** What has been committed up to now. */
    public Uni<Seen> now() {
        return gate.call(() ->
                        pool.query("SELECT pg_current_snapshot()::text AS seen").execute())
                .map(rows -> Seen.parse(rows.iterator().next().getString("seen"))
                        .orElseThrow(() -> new IllegalStateException("PostgreSQL's own form is known")));
    }

    /** A page of a stretch, in order. {@code after} is the last one of the page before. */
    public Uni<List<New>> page(Stretch stretch, @Nullable Place after, Wanted wanted) {
        Parameters parameters = new Parameters();
        String sql = sql(stretch, after, wanted, parameters);
        return rows(wanted, sql, parameters.tuple()).map(rows -> read(rows, wanted.bodies()));
    }

    /** The one who follows all projects is not to wait for those who read one, nor for searches. */
    private Uni<RowSet<Row>> rows(Wanted wanted, String sql, Tuple parameters) {
        return wanted.project() == null
                ? gate.call(() -> pool.preparedQuery(sql).execute(parameters))
                : reads.rows(sql, parameters);
    }

    /** Where a record stands in its stretch. */
    public record Place(long transaction, UUID id) {}

    /**
     * Two searches of the index, each in its order and no longer than the page: for what was in progress and what came
     * later. One search with OR would sort the whole stretch for every page.
     */
    private static String sql(Stretch stretch, @Nullable Place after, Wanted wanted, Parameters parameters) {
        String begin = "(SELECT " + RowReader.FACTS + (wanted.bodies() ? ", " + RowReader.BODIES : "")
                + ", r.ingest_xid::text AS ingest_xid, r.ingest_xid AS place FROM logs.request r"
                + (wanted.bodies()
                        ? " LEFT JOIN logs.request_body b ON b.created_at = r.created_at AND b.id = r.id"
                        : "")
                + " WHERE pg_visible_in_snapshot(r.ingest_xid, "
                + parameters.add(stretch.to().text()) + "::text::pg_snapshot)"
                + (wanted.project() == null ? "" : " AND r.project_uuid = " + parameters.add(wanted.project()))
                + (after == null
                        ? ""
                        : " AND (r.ingest_xid, r.id) > (" + xid(parameters, after.transaction()) + ", "
                                + parameters.add(after.id()) + ")")
                + " AND r.ingest_xid ";
        String limit = parameters.add(wanted.limit());
        String end = " ORDER BY r.ingest_xid, r.id LIMIT " + limit + ")";
        String inProgress = "= ANY (" + parameters.add(texts(stretch.from().inProgress())) + "::text[]::xid8[])";
        String later = ">= " + xid(parameters, stretch.from().xmax()) + " AND r.ingest_xid < "
                + xid(parameters, stretch.to().xmax());
        return begin + inProgress + end + " UNION ALL " + begin + later + end + " ORDER BY place, id LIMIT " + limit;
    }

    private static String xid(Parameters parameters, long transaction) {
        return parameters.add(Long.toString(transaction)) + "::text::xid8";
    }

    private static String[] texts(Long[] transactions) {
        String[] texts = new String[transactions.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = transactions[i].toString();
        }
        return texts;
    }

    private static List<New> read(RowSet<Row> rows, boolean bodies) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new New(
                        Long.parseLong(row.getString("ingest_xid")),
                        bodies ? RowReader.whole(row) : RowReader.facts(row)))
                .toList();
    }
}
