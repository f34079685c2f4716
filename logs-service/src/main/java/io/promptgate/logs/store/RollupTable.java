package io.promptgate.logs.store;

import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of figures as they are written. */
final class RollupTable {
    private static final List<Column<RollupKey>> KEY_COLUMNS = List.of(
            Column.of("id", "uuid", UUID.class, RollupKey::id),
            Column.of("project_uuid", "uuid", UUID.class, RollupKey::project),
            text("provider", RollupKey::provider),
            text("model", RollupKey::model),
            text("alias", RollupKey::alias),
            Column.of("token_id", "uuid", UUID.class, RollupKey::tokenId),
            text("token_name", RollupKey::tokenName),
            text("endpoint_slug", RollupKey::endpoint));

    private static final List<Column<RollupRow>> COLUMNS = List.of(
            Column.of("start", "timestamptz", OffsetDateTime.class, RollupRow::startsAt),
            Column.of("key_id", "uuid", UUID.class, RollupRow::key),
            number("requests", t -> t.requests),
            number("errors", t -> t.errors),
            number("unpriced", t -> t.unpriced),
            number("priced", t -> t.priced),
            number("prompt", t -> t.prompt),
            number("completion", t -> t.completion),
            number("total", t -> t.total),
            number("cached", t -> t.cached),
            number("reasoning", t -> t.reasoning),
            new Column<>(
                    "cost",
                    "text",
                    "::numeric",
                    String.class,
                    r -> r.tally().cost.toPlainString()),
            number("latency_sum", t -> t.latencySum),
            histogram("latency", t -> t.latency),
            histogram("ttft", t -> t.ttft));

    /** All columns, as they are read. */
    static final String NAMES = COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

    static final ArrayInsert<RollupKey> KEYS =
            new ArrayInsert<>("logs.rollup_key", KEY_COLUMNS, "ON CONFLICT DO NOTHING");
    static final ArrayInsert<RollupRow> DELTAS = new ArrayInsert<>("logs.rollup_delta", COLUMNS, "");

    private RollupTable() {}

    /** Writes whole rows of a level, in place of those that are there. */
    static ArrayInsert<RollupRow> level(String table) {
        String changes = COLUMNS.stream()
                .map(Column::name)
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return new ArrayInsert<>(table, COLUMNS, "ON CONFLICT (key_id, start) DO UPDATE SET " + changes);
    }

    private static Column<RollupKey> text(String name, Function<RollupKey, @Nullable String> value) {
        return Column.of(name, "text", String.class, value::apply);
    }

    private static Column<RollupRow> number(String name, Function<Tally, Long> value) {
        return Column.of(name, "bigint", Long.class, r -> value.apply(r.tally()));
    }

    private static Column<RollupRow> histogram(String name, Function<Tally, Histogram> value) {
        return Column.of(
                name,
                "bytea",
                Buffer.class,
                r -> Buffer.buffer(value.apply(r.tally()).bytes()));
    }
}
