package io.promptgate.common.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promptgate.common.price.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one record from a parser that stands on its opening brace. One object per record. */
final class RecordReader {
    private final JsonParser json;
    private final byte[] source;
    private final int base;

    private @Nullable UUID id;
    private @Nullable UUID parentId;
    private @Nullable Instant createdAt;
    private @Nullable UUID projectUuid;
    private @Nullable String env;
    private @Nullable UUID tokenId;
    private @Nullable String tokenName;
    private @Nullable String clientRequestId;
    private @Nullable String clientIp;
    private @Nullable String userAgent;
    private Surface surface = Surface.WRAPPER;
    private @Nullable String endpointSlug;
    private @Nullable String requestedModel;
    private @Nullable String alias;
    private boolean stream;
    private @Nullable String provider;
    private @Nullable String model;
    private @Nullable UUID credentialId;
    private List<Attempt> attempts = List.of();
    private long revision;
    private int httpStatus;
    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private Ended ended = Ended.COMPLETE;
    private long latencyMs;
    private @Nullable Long ttftMs;
    private @Nullable Double overheadMs;
    private final UsageJson usage = new UsageJson();
    private @Nullable BigDecimal costUsd;
    private @Nullable String priceSource;
    private @Nullable Price price;
    private @Nullable Body requestBody;
    private boolean requestTruncated;
    private @Nullable Body responseBody;
    private boolean responseTruncated;

    RecordReader(JsonParser json, byte[] source, int base) {
        this.json = json;
        this.source = source;
        this.base = base;
    }

    RequestRecord read() throws IOException {
        try {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_NULL) {
                    member(name);
                }
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("a member of the record has a bad value: " + e.getMessage(), e);
        }
        if (json.nextToken() != null) {
            throw new IOException("there is more than one object");
        }
        return record();
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "id" -> id = uuid();
            case "parent_id" -> parentId = uuid();
            case "created_at" -> createdAt = Instant.parse(text());
            case "project_uuid" -> projectUuid = uuid();
            case "env" -> env = text();
            case "token_id" -> tokenId = uuid();
            case "token_name" -> tokenName = text();
            case "client_request_id" -> clientRequestId = text();
            case "client_ip" -> clientIp = text();
            case "user_agent" -> userAgent = text();
            case "surface" -> surface = Surface.valueOf(upper());
            case "endpoint_slug" -> endpointSlug = text();
            case "requested_model" -> requestedModel = text();
            case "alias" -> alias = text();
            case "stream" -> stream = json.getBooleanValue();
            case "provider" -> provider = text();
            case "model" -> model = text();
            case "credential_id" -> credentialId = uuid();
            case "attempts" -> attempts = AttemptJson.read(json);
            case "revision" -> revision = json.getLongValue();
            default -> outcomeMember(name);
        }
    }

    private void outcomeMember(String name) throws IOException {
        switch (name) {
            case "http_status" -> httpStatus = json.getIntValue();
            case "error_code" -> errorCode = text();
            case "error_message" -> errorMessage = text();
            case "ended" -> ended = Ended.valueOf(upper());
            case "latency_ms" -> latencyMs = json.getLongValue();
            case "ttft_ms" -> ttftMs = json.getLongValue();
            case "overhead_ms" -> overheadMs = json.getDoubleValue();
            case "cost_usd" -> costUsd = json.getDecimalValue();
            case "price_source" -> priceSource = text();
            case "price" -> price = PriceJson.read(json);
            case "request_body" -> requestBody = body();
            case "request_body_truncated" -> requestTruncated = json.getBooleanValue();
            case "response_body" -> responseBody = body();
            case "response_body_truncated" -> responseTruncated = json.getBooleanValue();
            default -> {
                if (!usage.member(name, json)) {
                    json.skipChildren();
                }
            }
        }
    }

    private RequestRecord record() throws IOException {
        if (id == null || createdAt == null || projectUuid == null) {
            throw new IOException("a record needs id, created_at and project_uuid");
        }
        return new RequestRecord(
                id,
                parentId,
                createdAt,
                new RequestRecord.Client(projectUuid, env, tokenId, tokenName, clientRequestId, clientIp, userAgent),
                new RequestRecord.Asked(surface, endpointSlug, requestedModel, alias, stream),
                new RequestRecord.Served(provider, model, credentialId, attempts, revision),
                new RequestRecord.Outcome(httpStatus, errorCode, errorMessage, ended),
                new RequestRecord.Timing(latencyMs, ttftMs, overheadMs),
                usage.usage(),
                new RequestRecord.Cost(costUsd, priceSource, price),
                cut(requestBody, requestTruncated),
                cut(responseBody, responseTruncated));
    }

    private static @Nullable Body cut(@Nullable Body body, boolean truncated) {
        return body == null || !truncated ? body : Body.text(body.bytes(), true);
    }

    private Body body() throws IOException {
        if (!json.currentToken().isStructStart()) {
            return Body.text(json.getText().getBytes(StandardCharsets.UTF_8), false);
        }
        int start = base + (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        int end = base + (int) json.currentLocation().getByteOffset();
        return Body.json(Arrays.copyOfRange(source, start, end));
    }

    private String text() throws IOException {
        return text(json);
    }

    private UUID uuid() throws IOException {
        return UUID.fromString(text());
    }

    /** The text that the parser stands on. */
    static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException(json.currentName() + " is no text");
        }
        return json.getText();
    }

    private String upper() throws IOException {
        return text().toUpperCase(Locale.ROOT);
    }
}
