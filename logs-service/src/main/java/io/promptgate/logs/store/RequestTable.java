package io.promptgate.logs.store;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.AttemptJson;
import io.promptgate.common.event.PriceJson;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.logs.fact.Fact;
import io.promptgate.logs.fact.Facts;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code logs.request} as it is written: which column holds which fact of a record. */
final class RequestTable {
    static final String NAME = "logs.request";

    private static final List<Column<RequestRecord>> COLUMNS = List.of(
            Column.of("created_at", "timestamptz", OffsetDateTime.class, r -> RecordKey.createdAt(r.id())),
            uuid("id", RequestRecord::id),
            uuid("project_uuid", r -> r.client().projectUuid()),
            uuid(Facts.PARENT_ID),
            name(Facts.ENV),
            uuid(Facts.TOKEN_ID),
            name(Facts.TOKEN_NAME),
            name(Facts.CLIENT_REQUEST_ID),
            name(Facts.CLIENT_IP),
            prose(Facts.USER_AGENT),
            name(Facts.SURFACE),
            name(Facts.ENDPOINT_SLUG),
            name(Facts.REQUESTED_MODEL),
            name(Facts.ALIAS),
            flag(Facts.STREAM),
            name(Facts.PROVIDER),
            name(Facts.MODEL),
            uuid(Facts.CREDENTIAL_ID),
            new Column<>(
                    "attempts",
                    "text",
                    "::jsonb",
                    String.class,
                    r -> attempts(r.served().attempts())),
            number(Facts.REVISION),
            Column.of("ok", "boolean", Boolean.class, r -> r.outcome().ok()),
            Column.of(Facts.HTTP_STATUS.name(), "integer", Integer.class, Facts.HTTP_STATUS::of),
            name(Facts.ERROR_CODE),
            prose(Facts.ERROR_MESSAGE),
            name(Facts.ENDED),
            number(Facts.LATENCY_MS),
            number(Facts.TTFT_MS),
            Column.of(Facts.OVERHEAD_MS.name(), "double precision", Double.class, Facts.OVERHEAD_MS::of),
            number(Facts.PROMPT_TOKENS),
            number(Facts.COMPLETION_TOKENS),
            number(Facts.TOTAL_TOKENS),
            number(Facts.CACHED_TOKENS),
            number(Facts.CACHE_WRITE_TOKENS),
            number(Facts.REASONING_TOKENS),
            flag(Facts.USAGE_ESTIMATED),
            // the driver sends decimals as text anyhow
            new Column<>(Facts.COST_USD.name(), "text", "::numeric", String.class, RequestTable::cost),
            name(Facts.PRICE_SOURCE),
            new Column<>(
                    "price",
                    "text",
                    "::jsonb",
                    String.class,
                    r -> r.cost().price() == null
                            ? null
                            : PriceJson.text(r.cost().price())));

    static final ArrayInsert<RequestRecord> INSERT = new ArrayInsert<>(NAME, COLUMNS);

    private RequestTable() {}

    private static Column<RequestRecord> uuid(String name, Function<RequestRecord, @Nullable UUID> value) {
        return uuid(new Fact<>(name, value));
    }

    private static Column<RequestRecord> uuid(Fact<UUID> fact) {
        return Column.of(fact.name(), "uuid", UUID.class, fact::of);
    }

    private static Column<RequestRecord> name(Fact<String> fact) {
        return Column.of(fact.name(), "text", String.class, r -> StoredText.cut(fact.of(r), StoredText.NAME));
    }

    private static Column<RequestRecord> prose(Fact<String> fact) {
        return Column.of(fact.name(), "text", String.class, r -> StoredText.cut(fact.of(r), StoredText.PROSE));
    }

    private static Column<RequestRecord> number(Fact<Long> fact) {
        return Column.of(fact.name(), "bigint", Long.class, fact::of);
    }

    private static Column<RequestRecord> flag(Fact<Boolean> fact) {
        return Column.of(fact.name(), "boolean", Boolean.class, fact::of);
    }

    private static @Nullable String cost(RequestRecord record) {
        BigDecimal usd = Facts.COST_USD.of(record);
        return usd == null ? null : usd.toPlainString();
    }

    private static String attempts(List<Attempt> attempts) {
        return AttemptJson.text(attempts.stream().map(RequestTable::storable).toList());
    }

    private static Attempt storable(Attempt attempt) {
        return attempt.named(
                Objects.requireNonNull(StoredText.cut(attempt.provider(), StoredText.NAME)),
                Objects.requireNonNull(StoredText.cut(attempt.model(), StoredText.NAME)),
                StoredText.cut(attempt.errorCode(), StoredText.NAME));
    }
}
