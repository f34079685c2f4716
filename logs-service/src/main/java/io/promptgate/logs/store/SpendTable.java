package io.promptgate.logs.store;

import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sums of the kept figures from an instant on: whole days where there are some, hours and minutes before them, and what
 * is not folded yet; all in one statement, so that nothing is seen twice or not at all.
 */
@Singleton
public final class SpendTable {
    private static final String COLUMNS = "SELECT key_id, cost, total, unpriced, priced FROM logs.";
    private static final String SQL = "SELECT k.token_id, sum(p.cost) AS cost, sum(p.total)::bigint AS tokens,"
            + " ceil(sum(CASE WHEN p.unpriced > 0 THEN p.total::numeric * p.unpriced / (p.unpriced + p.priced)"
            + " ELSE 0 END))::bigint AS unpriced FROM ("
            + COLUMNS + "rollup_delta WHERE start >= $1 UNION ALL "
            + COLUMNS + "rollup_minute WHERE start >= $1 AND start < $2 UNION ALL "
            + COLUMNS + "rollup_hour WHERE start >= $2 AND start < $3 UNION ALL "
            + COLUMNS + "rollup_day WHERE start >= $3) p"
            + " JOIN logs.rollup_key k ON k.id = p.key_id WHERE k.token_id = ANY($4) GROUP BY k.token_id";

    private final StoreGate gate;
    private final Pool pool;

    @Inject
    SpendTable(StoreGate gate, Pool pool) {
        this.gate = gate;
        this.pool = pool;
    }

    /** What each of these tokens has used from a whole minute on; one that has used nothing is left out. */
    public Uni<Map<UUID, Spend>> since(Instant from, List<UUID> tokens) {
        Instant hour = ceiling(from, ChronoUnit.HOURS);
        Tuple values = Tuple.of(time(from), time(hour), time(ceiling(hour, ChronoUnit.DAYS)))
                .addArrayOfUUID(tokens.toArray(UUID[]::new));
        return gate.call(() -> pool.preparedQuery(SQL).execute(values)).map(SpendTable::read);
    }

    private static Map<UUID, Spend> read(RowSet<Row> rows) {
        Map<UUID, Spend> spent = new HashMap<>();
        rows.forEach(row -> spent.put(
                row.getUUID("token_id"),
                new Spend(row.getBigDecimal("cost"), row.getLong("tokens"), row.getLong("unpriced"))));
        return spent;
    }

    private static Instant ceiling(Instant instant, ChronoUnit unit) {
        Instant floor = instant.truncatedTo(unit);
        return floor.equals(instant) ? instant : floor.plus(1, unit);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
