package io.promptgate.logs.store;

import io.promptgate.common.event.AttemptJson;
import io.promptgate.common.event.Billing;
import io.promptgate.common.event.PriceJson;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceTable;
import io.promptgate.service.store.StoreGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Prices stored records anew; rows, figures and the audit change in the same transaction. */
@Singleton
public final class Repricing {
    private static final String UPDATE = "UPDATE logs.request r SET attempts = anew.attempts::jsonb,"
            + " cost_usd = anew.cost_usd::numeric, price_source = anew.price_source, price = anew.price::jsonb"
            + " FROM unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])"
            + " AS anew (created_at, id, attempts, cost_usd, price_source, price)"
            + " WHERE r.created_at = anew.created_at AND r.id = anew.id";

    private final StoreGate gate;
    private final Pool pool;

    @Inject
    Repricing(StoreGate gate, Pool pool) {
        this.gate = gate;
        this.pool = pool;
    }

    /**
     * Prices the next records of a window anew, in one transaction.
     *
     * @param after the last record of the batch before; null at the window's start
     * @param most how many records
     * @param audit who does it; null = only look, and leave the records as they are
     * @return the records in order of time; fewer than {@code most} at the window's end
     */
    public Uni<List<PricedAnew>> batch(
            RepriceScope scope, @Nullable UUID after, int most, PriceTable prices, @Nullable AuditEntry audit) {
        return gate.call(() -> pool.withTransaction(connection -> select(connection, scope, after, most, audit == null)
                .map(records -> records.stream()
                        .map(record -> new PricedAnew(record, Billing.anew(record, prices)))
                        .toList())
                .chain(rows -> audit == null
                        ? Uni.createFrom().item(rows)
                        : write(connection, rows, audit).replaceWith(rows))));
    }

    /** Locks the rows, so that nothing is priced that is being changed or deleted. */
    private static Uni<List<RequestRecord>> select(
            SqlConnection connection, RepriceScope scope, @Nullable UUID after, int most, boolean dry) {
        Parameters parameters = new Parameters();
        StringBuilder sql =
                new StringBuilder("SELECT " + RowReader.FACTS + " FROM logs.request r WHERE r.created_at >= "
                        + parameters.add(time(scope.from())) + " AND r.created_at < " + parameters.add(time(scope.to()))
                        + " AND r.total_tokens IS NOT NULL");
        if (after != null) {
            sql.append(" AND (r.created_at, r.id) > (" + parameters.add(RecordKey.createdAt(after)) + ", "
                    + parameters.add(after) + ")");
        }
        equal(sql, parameters, "project_uuid", scope.project());
        equal(sql, parameters, "provider", scope.provider());
        equal(sql, parameters, "model", scope.model());
        sql.append(" ORDER BY r.created_at, r.id LIMIT " + parameters.add(most) + (dry ? "" : " FOR UPDATE"));
        return connection
                .preparedQuery(sql.toString())
                .execute(parameters.tuple())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map((Row row) -> RowReader.facts(row))
                        .toList());
    }

    private static void equal(StringBuilder sql, Parameters parameters, String column, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND r." + column + " = " + parameters.add(value));
        }
    }

    private static Uni<Void> write(SqlConnection connection, List<PricedAnew> rows, AuditEntry audit) {
        List<PricedAnew> changed = rows.stream().filter(PricedAnew::isChanged).toList();
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        RollupDeltas deltas = new RollupDeltas();
        changed.forEach(row -> {
            deltas.removed(row.before());
            deltas.added(row.after());
        });
        return connection
                .preparedQuery(UPDATE)
                .execute(parameters(changed.stream().map(PricedAnew::after).toList()))
                .chain(() -> deltas.write(connection))
                .chain(() -> AuditTable.repriced(
                        connection,
                        audit,
                        changed.size(),
                        priced(changed, PricedAnew::before),
                        priced(changed, PricedAnew::after)));
    }

    private static BigDecimal priced(List<PricedAnew> rows, Function<PricedAnew, RequestRecord> side) {
        BigDecimal sum = BigDecimal.ZERO;
        for (PricedAnew row : rows) {
            BigDecimal usd = side.apply(row).cost().usd();
            sum = usd == null ? sum : sum.add(usd);
        }
        return sum;
    }

    private static Tuple parameters(List<RequestRecord> records) {
        return Tuple.tuple()
                .addValue(records.stream()
                        .map(record -> RecordKey.createdAt(record.id()))
                        .toArray(OffsetDateTime[]::new))
                .addValue(records.stream().map(RequestRecord::id).toArray(UUID[]::new))
                .addValue(texts(
                        records, record -> AttemptJson.text(record.served().attempts())))
                .addValue(texts(records, record -> cost(record.cost().usd())))
                .addValue(texts(records, record -> record.cost().priceSource()))
                .addValue(texts(records, record -> price(record.cost().price())));
    }

    private static @Nullable String[] texts(
            List<RequestRecord> records, Function<RequestRecord, @Nullable String> value) {
        return records.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable String cost(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.toPlainString();
    }

    private static @Nullable String price(@Nullable Price price) {
        return price == null ? null : PriceJson.text(price);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
