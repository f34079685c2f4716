package io.promptgate.gateway.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import io.promptgate.common.json.Json;
import io.promptgate.common.json.Unicode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests as spans in OTLP's JSON (opentelemetry-proto 1, {@code ExportTraceServiceRequest}): one for the request, one
 * for each attempt within it. Attributes have the names of OpenTelemetry's semantic conventions for generative AI, version
 * 1.41.0, and {@code promptgate.…} for what these do not know.
 */
final class SpanWriter {
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int ERROR = 2;
    private static final long NANOS = 1_000_000;

    private final JsonGenerator json;

    private SpanWriter(JsonGenerator json) {
        this.json = json;
    }

    /** A request that is over, and the trace it belongs to. */
    record Traced(
            RequestRecord record,
            TraceParent parent,
            @Nullable String upstream) {}

    static byte[] write(List<Traced> requests, String replica) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            SpanWriter writer = new SpanWriter(json);
            json.writeStartObject();
            json.writeArrayFieldStart("resourceSpans");
            json.writeStartObject();
            json.writeObjectFieldStart("resource");
            json.writeArrayFieldStart("attributes");
            writer.text("service.name", "promptgate-gateway");
            writer.text("service.instance.id", replica);
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayFieldStart("scopeSpans");
            json.writeStartObject();
            json.writeObjectFieldStart("scope");
            json.writeStringField("name", "io.promptgate.gateway");
            json.writeEndObject();
            json.writeArrayFieldStart("spans");
            for (Traced one : requests) {
                writer.request(one);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private void request(Traced one) throws IOException {
        RequestRecord record = one.record();
        RequestRecord.Outcome outcome = record.outcome();
        String model = record.asked().requestedModel();
        begin(one, TraceParent.span(record.id(), 0), one.parent().spanId());
        span(name(model), SERVER, record.createdAt(), record.timing().latencyMs());
        json.writeArrayFieldStart("attributes");
        inference(record.served().provider(), model, record.served().model());
        usage(record.usage());
        number("http.response.status_code", outcome.httpStatus());
        text("error.type", outcome.errorCode());
        text("promptgate.request.id", record.id().toString());
        text("promptgate.project.uuid", record.client().projectUuid().toString());
        id("promptgate.token.id", record.client().tokenId());
        text("promptgate.alias", record.asked().alias());
        text("promptgate.ended", record.outcome().ended().name().toLowerCase(Locale.ROOT));
        number("promptgate.revision", record.served().revision());
        number("promptgate.attempts", record.served().attempts().size());
        json.writeEndArray();
        end(outcome.ok());
        int number = 0;
        for (Attempt attempt : record.served().attempts()) {
            number++;
            attempt(one, attempt, number);
        }
    }

    private void attempt(Traced one, Attempt attempt, int number) throws IOException {
        UUID id = one.record().id();
        begin(one, TraceParent.span(id, number), TraceParent.span(id, 0));
        span(name(attempt.model()), CLIENT, attempt.startedAt(), attempt.latencyMs());
        json.writeArrayFieldStart("attributes");
        inference(attempt.provider(), attempt.model(), attempt.model());
        usage(attempt.usage());
        if (attempt.provider().equals(one.record().served().provider())) {
            server(one.upstream());
        }
        if (attempt.httpStatus() != null) {
            number("http.response.status_code", attempt.httpStatus());
        }
        text("error.type", attempt.errorCode());
        id("promptgate.credential.id", attempt.credentialId());
        json.writeEndArray();
        end(attempt.errorCode() == null);
    }

    private void begin(Traced one, String spanId, @Nullable String parent) throws IOException {
        json.writeStartObject();
        json.writeStringField("traceId", one.parent().traceId());
        json.writeStringField("spanId", spanId);
        if (parent != null) {
            json.writeStringField("parentSpanId", parent);
        }
    }

    private void span(String name, int kind, Instant start, long latencyMs) throws IOException {
        json.writeStringField("name", Unicode.wellFormed(name));
        json.writeNumberField("kind", kind);
        long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, start);
        json.writeStringField("startTimeUnixNano", Long.toString(nanos));
        json.writeStringField("endTimeUnixNano", Long.toString(nanos + latencyMs * NANOS));
    }

    private void end(boolean ok) throws IOException {
        if (!ok) {
            json.writeObjectFieldStart("status");
            json.writeNumberField("code", ERROR);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static String name(@Nullable String model) {
        return model == null ? "request" : "chat " + model;
    }

    private void inference(@Nullable String provider, @Nullable String asked, @Nullable String served)
            throws IOException {
        if (asked != null) {
            text("gen_ai.operation.name", "chat");
        }
        text("gen_ai.provider.name", provider == null ? null : wellKnown(provider));
        text("gen_ai.request.model", asked);
        text("gen_ai.response.model", served);
    }

    /** The conventions' own names where they differ from the catalogue's. */
    private static String wellKnown(String provider) {
        return switch (provider) {
            case "google" -> "gcp.gemini";
            case "mistral" -> "mistral_ai";
            case "xai" -> "x_ai";
            default -> provider;
        };
    }

    private void usage(@Nullable Usage usage) throws IOException {
        if (usage != null) {
            number("gen_ai.usage.input_tokens", usage.prompt());
            number("gen_ai.usage.output_tokens", usage.completion());
            number("gen_ai.usage.cache_read.input_tokens", usage.cached());
            number("gen_ai.usage.cache_creation.input_tokens", usage.cacheWrite());
            number("gen_ai.usage.reasoning.output_tokens", usage.reasoning());
        }
    }

    private void server(@Nullable String url) throws IOException {
        if (url != null) {
            URI uri = URI.create(url);
            text("server.address", uri.getHost());
            int standard = "http".equals(uri.getScheme()) ? 80 : 443;
            number("server.port", uri.getPort() < 0 ? standard : uri.getPort());
        }
    }

    private void text(String key, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStartObject();
            json.writeStringField("key", key);
            json.writeObjectFieldStart("value");
            json.writeStringField("stringValue", Unicode.wellFormed(value));
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void id(String key, @Nullable UUID value) throws IOException {
        text(key, value == null ? null : value.toString());
    }

    private void number(String key, long value) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", key);
        json.writeObjectFieldStart("value");
        json.writeStringField("intValue", Long.toString(value));
        json.writeEndObject();
        json.writeEndObject();
    }
}
