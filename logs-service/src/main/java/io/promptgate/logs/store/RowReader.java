package io.promptgate.logs.store;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.AttemptJson;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.PriceJson;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Surface;
import io.promptgate.common.event.Usage;
import io.promptgate.common.price.Price;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a record of a row of {@code logs.request}, alone or joined with {@code logs.request_body}. */
final class RowReader {
    /** What {@link #facts} reads. */
    static final String FACTS = """
            r.id, r.project_uuid, r.parent_id, r.created_at, r.env, r.token_id, r.token_name, r.client_request_id, \
            r.client_ip, r.user_agent, r.surface, r.endpoint_slug, r.requested_model, r.alias, r.stream, r.provider, \
            r.model, r.credential_id, r.attempts::text AS attempts, r.revision, r.http_status, r.error_code, \
            r.error_message, r.ended, r.latency_ms, r.ttft_ms, r.overhead_ms, r.prompt_tokens, r.completion_tokens, \
            r.total_tokens, r.cached_tokens, r.cache_write_tokens, r.reasoning_tokens, r.usage_estimated, \
            r.cost_usd, r.price_source, r.price::text AS price""";
    /** What {@link #whole} reads besides. */
    static final String BODIES = """
            b.request_text, b.request_is_json, b.request_truncated, \
            b.response_text, b.response_is_json, b.response_truncated""";

    private RowReader() {}

    static RequestRecord facts(Row row) {
        return record(row, null, null);
    }

    static RequestRecord whole(Row row) {
        return record(row, BodyTable.read(row, "request"), BodyTable.read(row, "response"));
    }

    private static RequestRecord record(Row row, @Nullable Body request, @Nullable Body response) {
        return new RequestRecord(
                row.getUUID("id"),
                row.getUUID("parent_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                client(row),
                asked(row),
                served(row),
                new RequestRecord.Outcome(
                        row.getInteger("http_status"),
                        row.getString("error_code"),
                        row.getString("error_message"),
                        Ended.valueOf(upper(row, "ended"))),
                new RequestRecord.Timing(
                        row.getLong("latency_ms"), row.getLong("ttft_ms"), row.getDouble("overhead_ms")),
                usage(row),
                new RequestRecord.Cost(
                        row.getBigDecimal("cost_usd"), row.getString("price_source"), price(row.getString("price"))),
                request,
                response);
    }

    private static RequestRecord.Client client(Row row) {
        return new RequestRecord.Client(
                row.getUUID("project_uuid"),
                row.getString("env"),
                row.getUUID("token_id"),
                row.getString("token_name"),
                row.getString("client_request_id"),
                row.getString("client_ip"),
                row.getString("user_agent"));
    }

    private static RequestRecord.Asked asked(Row row) {
        return new RequestRecord.Asked(
                Surface.valueOf(upper(row, "surface")),
                row.getString("endpoint_slug"),
                row.getString("requested_model"),
                row.getString("alias"),
                row.getBoolean("stream"));
    }

    private static RequestRecord.Served served(Row row) {
        return new RequestRecord.Served(
                row.getString("provider"),
                row.getString("model"),
                row.getUUID("credential_id"),
                attempts(row.getString("attempts")),
                row.getLong("revision"));
    }

    private static List<Attempt> attempts(String json) {
        try {
            return AttemptJson.read(json);
        } catch (IOException e) {
            throw new IllegalStateException("the column attempts holds what RequestTable wrote", e);
        }
    }

    private static @Nullable Price price(@Nullable String json) {
        try {
            return json == null ? null : PriceJson.read(json);
        } catch (IOException e) {
            throw new IllegalStateException("the column price holds what RequestTable wrote", e);
        }
    }

    private static @Nullable Usage usage(Row row) {
        Long total = row.getLong("total_tokens");
        return total == null
                ? null
                : new Usage(
                        row.getLong("prompt_tokens"),
                        row.getLong("completion_tokens"),
                        total,
                        row.getLong("cached_tokens"),
                        row.getLong("cache_write_tokens"),
                        row.getLong("reasoning_tokens"),
                        row.getBoolean("usage_estimated"));
    }

    private static String upper(Row row, String column) {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
