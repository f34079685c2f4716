package io.promptgate.logs.store;

import io.promptgate.common.id.UuidV7;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The audit of the log: rows are added in the transaction of what they tell of, and the database lets none change. */
@Singleton
public final class AuditTable {
    private static final String REMOVE = "requests.delete";
    private static final String REPRICE = "requests.reprice";
    private static final String INSERT = "INSERT INTO logs.audit (id, who, role, address, request_id, project_uuid,"
            + " filter, action, removed, repriced, cost_before, cost_after)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    private final Reads reads;

    @Inject
    AuditTable(Reads reads) {
        this.reads = reads;
    }

    /**
     * A row of the audit as it is answered.
     *
     * @param removed how many records went in this one transaction of the call; null where none were to
     * @param repriced how many records were given another cost in this transaction; null where none were to
     * @param costBefore what of those records was priced before, in USD
     */
    public record Audited(
            UUID id,
            Instant at,
            String who,
            @Nullable String role,
            String address,
            UUID requestId,
            String action,
            @Nullable UUID projectUuid,
            String filter,
            @Nullable Long removed,
            @Nullable Long repriced,
            @Nullable BigDecimal costBefore,
            @Nullable BigDecimal costAfter) {}

    /** Newest first; {@code before} is the id of the last row of the page before. */
    public Uni<List<Audited>> page(@Nullable UUID before, int limit) {
        Parameters parameters = new Parameters();
        String sql = "SELECT * FROM logs.audit" + (before == null ? "" : " WHERE id < " + parameters.add(before))
                + " ORDER BY id DESC LIMIT " + parameters.add(limit);
        return reads.rows(sql, parameters.tuple())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AuditTable::audited)
                        .toList());
    }

    static Uni<Void> removed(SqlConnection connection, AuditEntry entry, long removed) {
        return add(
                connection,
                row(entry)
                        .addString(REMOVE)
                        .addLong(removed)
                        .addLong(null)
                        .addBigDecimal(null)
                        .addBigDecimal(null));
    }

    static Uni<Void> repriced(
            SqlConnection connection, AuditEntry entry, long repriced, BigDecimal before, BigDecimal after) {
        return add(
                connection,
                row(entry)
                        .addString(REPRICE)
                        .addLong(null)
                        .addLong(repriced)
                        .addBigDecimal(before)
                        .addBigDecimal(after));
    }

    private static Tuple row(AuditEntry entry) {
        return Tuple.tuple()
                .addUUID(UuidV7.next())
                .addString(entry.who())
                .addString(entry.role())
                .addString(entry.address())
                .addUUID(entry.requestId())
                .addUUID(entry.project())
                .addString(StoredText.whole(entry.filter()));
    }

    private static Uni<Void> add(SqlConnection connection, Tuple row) {
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    private static Audited audited(Row row) {
        return new Audited(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                Objects.requireNonNull(row.getString("who")),
                row.getString("role"),
                Objects.requireNonNull(row.getString("address")),
                row.getUUID("request_id"),
                Objects.requireNonNull(row.getString("action")),
                row.getUUID("project_uuid"),
                Objects.requireNonNull(row.getString("filter")),
                row.getLong("removed"),
                row.getLong("repriced"),
                row.getBigDecimal("cost_before"),
                row.getBigDecimal("cost_after"));
    }
}
