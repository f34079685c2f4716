package io.promptgate.logs.store;

import io.promptgate.common.event.Gap;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The gaps of the log: what gateways had to drop. Calls fail like those of {@link RecordStore}. */
@Singleton
public final class GapTable {
    private static final ArrayInsert<Gap> INSERT = new ArrayInsert<>(
            "logs.gap",
            List.of(
                    Column.of("id", "uuid", UUID.class, Gap::id),
                    Column.of("project_uuid", "uuid", UUID.class, Gap::projectUuid),
                    Column.of("replica", "text", String.class, gap -> StoredText.cut(gap.replica(), StoredText.NAME)),
                    Column.of("dropped", "bigint", Long.class, Gap::dropped),
                    time("from_at", Gap::from),
                    time("to_at", Gap::to)),
            "ON CONFLICT DO NOTHING RETURNING id");

    private final StoreGate gate;
    private final Pool pool;
    private final Reads reads;

    @Inject
    GapTable(StoreGate gate, Pool pool, Reads reads) {
        this.gate = gate;
        this.pool = pool;
        this.reads = reads;
    }

    /** Keeps gaps for good; one whose id is known already is passed over. Says how many are new. */
    public Uni<Integer> add(List<Gap> gaps) {
        return gaps.isEmpty()
                ? Uni.createFrom().item(0)
                : gate.call(() -> pool.preparedQuery(INSERT.sql()).execute(INSERT.parameters(gaps)))
                        .map(rows -> rows.size());
    }

    /** A project's gaps that reach into a time, those that began last first. */
    public Uni<List<Gap>> within(UUID project, Instant from, Instant to, int limit) {
        return read(project, "from_at < ", to, "to_at >= ", from, limit);
    }

    /** A project's gaps that began in a time, those that began last first: each gap is in one time alone. */
    public Uni<List<Gap>> begun(UUID project, Instant from, Instant to, int limit) {
        return read(project, "from_at < ", to, "from_at >= ", from, limit);
    }

    /** How many requests were dropped in gaps that began in a time; of all projects without one. */
    public Uni<Long> dropped(@Nullable UUID project, Instant from, Instant to) {
        Parameters parameters = new Parameters();
        String sql = "SELECT coalesce(sum(dropped), 0)::bigint AS dropped FROM logs.gap WHERE from_at >= "
                + parameters.add(utc(from)) + " AND from_at < " + parameters.add(utc(to))
                + (project == null ? "" : " AND project_uuid = " + parameters.add(project));
        return reads.rows(sql, parameters.tuple())
                .map(rows -> rows.iterator().next().getLong("dropped"));
    }

    private Uni<List<Gap>> read(UUID project, String below, Instant to, String atLeast, Instant from, int limit) {
        Parameters parameters = new Parameters();
        String sql = "SELECT * FROM logs.gap WHERE project_uuid = " + parameters.add(project) + " AND " + below
                + parameters.add(utc(to)) + " AND " + atLeast + parameters.add(utc(from))
                + " ORDER BY from_at DESC, id DESC LIMIT " + parameters.add(limit);
        return reads.rows(sql, parameters.tuple())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(GapTable::gap)
                        .toList());
    }

    private static Gap gap(Row row) {
        return new Gap(
                row.getUUID("id"),
                row.getUUID("project_uuid"),
                Objects.requireNonNull(row.getString("replica")),
                row.getLong("dropped"),
                row.getOffsetDateTime("from_at").toInstant(),
                row.getOffsetDateTime("to_at").toInstant());
    }

    private static Column<Gap> time(String name, Function<Gap, Instant> value) {
        return Column.of(name, "timestamptz", OffsetDateTime.class, gap -> utc(value.apply(gap)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
