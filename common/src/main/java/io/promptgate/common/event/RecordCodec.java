package io.promptgate.common.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.promptgate.common.json.Json;
import io.promptgate.common.json.Unicode;
import io.promptgate.common.price.Price;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record as one flat JSON object on one line, in {@code snake_case}. Written and read token by token, since every
 * request passes here. A body that is JSON is embedded byte for byte, any other is a JSON string. Thread-safe.
 */
public final class RecordCodec {
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private RecordCodec() {}

    /** Writes the record and a newline. */
    public static void write(RequestRecord record, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            writeFacts(record, json);
            body(json, "request_body", record.requestBody());
            body(json, "response_body", record.responseBody());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Writes all members but the bodies into an object that is open. */
    public static void writeFacts(RequestRecord record, JsonGenerator json) throws IOException {
        json.writeStringField("id", record.id().toString());
        id(json, "parent_id", record.parentId());
        json.writeStringField("created_at", Json.time(record.createdAt()));
        client(record.client(), json);
        asked(record.asked(), json);
        served(record.served(), json);
        outcome(record.outcome(), json);
        timing(record.timing(), json);
        usage(record.usage(), json);
        decimal(json, "cost_usd", record.cost().usd());
        text(json, "price_source", record.cost().priceSource());
        Price price = record.cost().price();
        if (price != null) {
            json.writeFieldName("price");
            PriceJson.write(price, json);
        }
    }

    /**
     * Reads one record.
     *
     * @throws IOException when it is not JSON, or lacks a member that every record has
     */
    public static RequestRecord read(byte[] bytes, int offset, int length) throws IOException {
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a record is a JSON object");
            }
            RecordReader reader = new RecordReader(json, bytes, offset);
            return reader.read();
        }
    }

    /** Writes a body as a member: JSON as it is, other text as a JSON string. */
    public static void body(JsonGenerator json, String name, @Nullable Body body) throws IOException {
        if (body == null) {
            return;
        }
        json.writeFieldName(name);
        if (body.json()) {
            json.writeRawValue(new RawJson(body.bytes()));
        } else {
            json.writeString(body.text());
        }
        if (body.truncated()) {
            json.writeBooleanField(name + "_truncated", true);
        }
    }

    private static void client(RequestRecord.Client client, JsonGenerator json) throws IOException {
        json.writeStringField("project_uuid", client.projectUuid().toString());
        text(json, "env", client.env());
        id(json, "token_id", client.tokenId());
        text(json, "token_name", client.tokenName());
        text(json, "client_request_id", client.clientRequestId());
        text(json, "client_ip", client.clientIp());
        text(json, "user_agent", client.userAgent());
    }

    private static void asked(RequestRecord.Asked asked, JsonGenerator json) throws IOException {
        json.writeStringField("surface", wire(asked.surface()));
        text(json, "endpoint_slug", asked.endpointSlug());
        text(json, "requested_model", asked.requestedModel());
        text(json, "alias", asked.alias());
        json.writeBooleanField("stream", asked.stream());
    }

    private static void served(RequestRecord.Served served, JsonGenerator json) throws IOException {
        text(json, "provider", served.provider());
        text(json, "model", served.model());
        id(json, "credential_id", served.credentialId());
        json.writeNumberField("revision", served.revision());
        json.writeFieldName("attempts");
        AttemptJson.write(served.attempts(), json);
    }

    private static void outcome(RequestRecord.Outcome outcome, JsonGenerator json) throws IOException {
        json.writeStringField("status", outcome.ok() ? "ok" : "error");
        json.writeNumberField("http_status", outcome.httpStatus());
        text(json, "error_code", outcome.errorCode());
        text(json, "error_message", outcome.errorMessage());
        json.writeStringField("ended", wire(outcome.ended()));
    }

    private static void timing(RequestRecord.Timing timing, JsonGenerator json) throws IOException {
        json.writeNumberField("latency_ms", timing.latencyMs());
        if (timing.ttftMs() != null) {
            json.writeNumberField("ttft_ms", timing.ttftMs());
        }
        if (timing.overheadMs() != null) {
            json.writeNumberField("overhead_ms", timing.overheadMs());
        }
    }

    private static void usage(@Nullable Usage usage, JsonGenerator json) throws IOException {
        if (usage != null) {
            UsageJson.write(usage, json);
        }
    }

    static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, Unicode.wellFormed(value));
        }
    }

    static void id(JsonGenerator json, String name, @Nullable UUID value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    static void decimal(JsonGenerator json, String name, @Nullable BigDecimal value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
