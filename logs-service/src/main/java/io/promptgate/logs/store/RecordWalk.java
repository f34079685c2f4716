package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.filter.Filter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Walks through all records that match, page by page, newest first. No cursor of the database is held open between two
 * pages, so that a walk may take as long as its reader likes. Calls fail like those of {@link RecordStore}.
 */
@Singleton
public final class RecordWalk {
    private final Reads reads;

    @Inject
    RecordWalk(Reads reads) {
        this.reads = reads;
    }

    /**
     * A walk.
     *
     * @param now what ages count back from, the same for all pages
     * @param bodies whether the records come with their bodies
     */
    public record Walk(UUID project, Filter filter, Instant now, boolean bodies) {}

    /** The next page; {@code before} is the id of the last record of the page before. */
    public Uni<List<RequestRecord>> page(Walk walk, @Nullable UUID before, int limit) {
        Parameters parameters = new Parameters();
        String sql = "SELECT " + RowReader.FACTS + (walk.bodies() ? ", " + RowReader.BODIES : "")
                + " FROM logs.request r"
                + (walk.bodies() ? " LEFT JOIN logs.request_body b ON b.created_at = r.created_at AND b.id = r.id" : "")
                + " WHERE " + condition(walk, before, parameters)
                + " ORDER BY r.created_at DESC, r.id DESC LIMIT " + parameters.add(limit);
        return reads.rows(sql, parameters.tuple())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> walk.bodies() ? RowReader.whole(row) : RowReader.facts(row))
                        .toList());
    }

    /** How many records match; {@code most} when there are that many or more. */
    public Uni<Long> count(Walk walk, int most) {
        Parameters parameters = new Parameters();
        String sql = "SELECT count(*) AS found FROM (SELECT FROM logs.request r WHERE "
                + condition(walk, null, parameters) + " LIMIT " + parameters.add(most) + ") AS matching";
        return reads.rows(sql, parameters.tuple())
                .map(rows -> rows.iterator().next().getLong("found"));
    }

    private static String condition(Walk walk, @Nullable UUID before, Parameters parameters) {
        String where = "r.project_uuid = " + parameters.add(walk.project()) + " AND "
                + new FilterToSql(parameters, walk.now()).condition(walk.filter());
        return before == null
                ? where
                : where + " AND (r.created_at, r.id) < (" + parameters.add(RecordKey.createdAt(before)) + ", "
                        + parameters.add(before) + ")";
    }
}
