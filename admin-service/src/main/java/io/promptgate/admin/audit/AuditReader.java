package io.promptgate.admin.audit;

import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads the audit, part by part. */
@Singleton
final class AuditReader {
    private static final String NEWEST_FIRST =
            "select * from config.audit where number < $8 and " + AuditFilter.SQL + " order by number desc limit $9";
    private static final String OLDEST_FIRST =
            "select * from config.audit where number > $8 and " + AuditFilter.SQL + " order by number limit $9";
    private static final String HEAD = "select number, hash from config.audit_head";
    // the hash is computed again from what the row says now and the hash that the row before has now
    private static final String LINKS = "select a.number, a.hash, config.audit_hash(coalesce(lag(a.hash)"
            + " over (order by a.number), $2), a) as computed from config.audit a"
            + " where a.number > $1 and a.number <= $3 order by a.number limit $4";

    private final StoreGate store;
    private final Pool pool;

    @Inject
    AuditReader(StoreGate store, Pool pool) {
        this.store = store;
        this.pool = pool;
    }

    /** The lines before this number, newest first. */
    Uni<List<AuditView>> newest(AuditFilter filter, long before, int most) {
        return lines(NEWEST_FIRST, filter.values().addValue(before).addValue(most));
    }

    /** The lines after this number, oldest first. */
    Uni<List<AuditView>> oldest(AuditFilter filter, long after, int most) {
        return lines(OLDEST_FIRST, filter.values().addValue(after).addValue(most));
    }

    /** The end of the chain as it was noted beside the rows. */
    Uni<Link> head() {
        return store.call(() -> pool.query(HEAD).execute())
                .map(rows -> rows.iterator().next())
                .map(row -> new Link(row.getLong("number"), row.getString("hash"), row.getString("hash")));
    }

    /** The links after this one, up to a number. */
    Uni<List<Link>> links(Link after, long upTo, int most) {
        return store.call(() -> pool.preparedQuery(LINKS).execute(Tuple.of(after.number(), after.hash(), upTo, most)))
                .map(rows -> list(
                        rows,
                        row -> new Link(row.getLong("number"), row.getString("hash"), row.getString("computed"))));
    }

    private Uni<List<AuditView>> lines(String sql, Tuple values) {
        return store.call(() -> pool.preparedQuery(sql).execute(values)).map(rows -> list(rows, AuditView::of));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    /**
     * A line's place in the chain.
     *
     * @param hash that the line has
     * @param computed that it should have
     */
    record Link(long number, String hash, String computed) {
        static final Link BEGINNING = new Link(0, "0".repeat(64), "");
    }
}
