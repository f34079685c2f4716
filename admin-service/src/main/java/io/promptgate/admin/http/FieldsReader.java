package io.promptgate.admin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.json.Json;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads a request's body as one JSON object: no field twice, nothing after it, not too deep. No body counts as an
 * empty object. What the body says is never repeated in the error, since it may hold a secret.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public final class FieldsReader implements MessageBodyReader<Fields> {
    /** The media type of a JSON merge patch (RFC 7396), which a PATCH may name. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private static final String FINGERPRINT = "promptgate.body";
    private static final int SIZE_MAX = 1 << 20;
    private static final int DEPTH_MAX = 50;
    private static final ObjectReader READER = reader();

    private final CurrentVertxRequest request;

    @Inject
    FieldsReader(CurrentVertxRequest request) {
        this.request = request;
    }

    /** What tells a call's body from others: the hash of its bytes; empty when it has none that was read. */
    public static String fingerprint(RoutingContext http) {
        String hash = http.get(FINGERPRINT);
        return hash == null ? "" : hash;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Fields.class;
    }

    @Override
    public Fields readFrom(
            Class<Fields> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(SIZE_MAX + 1);
        if (bytes.length > SIZE_MAX) {
            throw ProblemException.tooLarge("The body must be at most " + SIZE_MAX + " bytes.");
        }
        if (bytes.length > 0 && headers.containsKey(HttpHeaders.CONTENT_TYPE) && !isJson(mediaType)) {
            throw new NotSupportedException();
        }
        request.getCurrent().put(FINGERPRINT, hash(bytes));
        return Fields.of(object(bytes));
    }

    /** Where a call may go without a body, its type is told by nobody but this. */
    private static boolean isJson(MediaType type) {
        return type.getType().equals("application")
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }

    private static ObjectNode object(byte[] body) throws IOException {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode node = READER.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("The body is not valid JSON" + at(e.getLocation()) + ".");
        }
        throw ProblemException.badRequest("The body must be a JSON object.");
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static ObjectReader reader() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return Json.configure(JsonMapper.builder(factory))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
    }
}
