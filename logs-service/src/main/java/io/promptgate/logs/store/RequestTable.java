package io.promptgate.logs.store;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.AttemptJson;
import io.promptgate.common.event.PriceJson;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
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
            uuid("parent_id", RequestRecord::parentId),
            name("env", r -> r.client().env()),
            uuid("token_id", r -> r.client().tokenId()),
            name("token_name", r -> r.client().tokenName()),
            name("client_request_id", r -> r.client().clientRequestId()),
            name("client_ip", r -> r.client().clientIp()),
            prose("user_agent", r -> r.client().userAgent()),
            name("surface", r -> wire(r.asked().surface())),
            name("endpoint_slug", r -> r.asked().endpointSlug()),
            name("requested_model", r -> r.asked().requestedModel()),
            name("alias", r -> r.asked().alias()),
            Column.of("stream", "boolean", Boolean.class, r -> r.asked().stream()),
            name("provider", r -> r.served().provider()),
            name("model", r -> r.served().model()),
            uuid("credential_id", r -> r.served().credentialId()),
            new Column<>(
                    "attempts",
                    "text",
                    "::jsonb",
                    String.class,
                    r -> attempts(r.served().attempts())),
            number("revision", r -> r.served().revision()),
            Column.of("ok", "boolean", Boolean.class, r -> r.outcome().ok()),
            Column.of("http_status", "integer", Integer.class, r -> r.outcome().httpStatus()),
            name("error_code", r -> r.outcome().errorCode()),
            prose("error_message", r -> r.outcome().errorMessage()),
            name("ended", r -> wire(r.outcome().ended())),
            number("latency_ms", r -> r.timing().latencyMs()),
            number("ttft_ms", r -> r.timing().ttftMs()),
            Column.of(
                    "overhead_ms",
                    "double precision",
                    Double.class,
                    r -> r.timing().overheadMs()),
            used("prompt_tokens", Usage::prompt),
            used("completion_tokens", Usage::completion),
            used("total_tokens", Usage::total),
            used("cached_tokens", Usage::cached),
            used("cache_write_tokens", Usage::cacheWrite),
            used("reasoning_tokens", Usage::reasoning),
            Column.of(
                    "usage_estimated",
                    "boolean",
                    Boolean.class,
                    r -> r.usage() == null ? null : r.usage().estimated()),
            // the driver sends decimals as text anyhow
            new Column<>(
                    "cost_usd",
                    "text",
                    "::numeric",
                    String.class,
                    r -> r.cost().usd() == null ? null : r.cost().usd().toPlainString()),
            name("price_source", r -> r.cost().priceSource()),
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
        return Column.of(name, "uuid", UUID.class, value::apply);
    }

    private static Column<RequestRecord> name(String name, Function<RequestRecord, @Nullable String> value) {
        return Column.of(name, "text", String.class, r -> StoredText.cut(value.apply(r), StoredText.NAME));
    }

    private static Column<RequestRecord> prose(String name, Function<RequestRecord, @Nullable String> value) {
        return Column.of(name, "text", String.class, r -> StoredText.cut(value.apply(r), StoredText.PROSE));
    }

    private static Column<RequestRecord> number(String name, Function<RequestRecord, @Nullable Long> value) {
        return Column.of(name, "bigint", Long.class, value::apply);
    }

    private static Column<RequestRecord> used(String name, Function<Usage, Long> value) {
        return number(name, r -> r.usage() == null ? null : value.apply(r.usage()));
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

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
