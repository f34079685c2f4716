package io.promptgate.common.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts as an array of objects, in a record and alone, as a store keeps them. Written and read token by token. */
public final class AttemptJson {
    private String provider = "";
    private String model = "";
    private @Nullable UUID credentialId;
    private Instant startedAt = Instant.EPOCH;
    private long latencyMs;
    private @Nullable Integer httpStatus;
    private @Nullable String errorCode;
    private @Nullable Usage usage;
    private @Nullable BigDecimal costUsd;

    private AttemptJson() {}

    /** The array by itself. */
    public static String text(List<Attempt> attempts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = RecordCodec.JSON.createGenerator(out)) {
            write(attempts, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory does not fail", e);
        }
        return out.toString();
    }

    /**
     * Reads what {@link #text} wrote, in this version or an earlier one.
     *
     * @throws IOException when it is anything else
     */
    public static List<Attempt> read(String text) throws IOException {
        try (JsonParser json = RecordCodec.JSON.createParser(text)) {
            json.nextToken();
            return read(json);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("an attempt has a bad value: " + e.getMessage(), e);
        }
    }

    static void write(List<Attempt> attempts, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Attempt attempt : attempts) {
            write(attempt, json);
        }
        json.writeEndArray();
    }

    static List<Attempt> read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("attempts is no array");
        }
        List<Attempt> result = new ArrayList<>(1);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("an attempt is a JSON object");
            }
            result.add(new AttemptJson().attempt(json));
        }
        return result;
    }

    private static void write(Attempt attempt, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("provider", attempt.provider());
        json.writeStringField("model", attempt.model());
        RecordCodec.id(json, "credential_id", attempt.credentialId());
        json.writeStringField("started_at", Json.time(attempt.startedAt()));
        json.writeNumberField("latency_ms", attempt.latencyMs());
        if (attempt.httpStatus() != null) {
            json.writeNumberField("http_status", attempt.httpStatus());
        }
        RecordCodec.text(json, "error_code", attempt.errorCode());
        if (attempt.usage() != null) {
            json.writeObjectFieldStart("usage");
            UsageJson.write(attempt.usage(), json);
            json.writeEndObject();
        }
        RecordCodec.decimal(json, "cost_usd", attempt.costUsd());
        json.writeEndObject();
    }

    private Attempt attempt(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                member(name, json);
            }
        }
        return new Attempt(provider, model, credentialId, startedAt, latencyMs, httpStatus, errorCode, usage, costUsd);
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "provider" -> provider = RecordReader.text(json);
            case "model" -> model = RecordReader.text(json);
            case "credential_id" -> credentialId = UUID.fromString(RecordReader.text(json));
            case "started_at" -> startedAt = Instant.parse(RecordReader.text(json));
            case "latency_ms" -> latencyMs = json.getLongValue();
            case "http_status" -> httpStatus = json.getIntValue();
            case "error_code" -> errorCode = RecordReader.text(json);
            case "usage" -> usage = usage(json);
            case "cost_usd" -> costUsd = json.getDecimalValue();
            default -> json.skipChildren();
        }
    }

    private static @Nullable Usage usage(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("usage is no object");
        }
        UsageJson usage = new UsageJson();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL && !usage.member(name, json)) {
                json.skipChildren();
            }
        }
        return usage.usage();
    }
}
