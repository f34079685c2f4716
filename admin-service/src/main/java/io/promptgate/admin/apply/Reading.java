package io.promptgate.admin.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.secret.Masked;
import io.promptgate.service.problem.FieldError;
import io.promptgate.service.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is sent to be planned or applied: a document in YAML or JSON, or an envelope
 * {@code {"document": …, "secrets": {reference: value}}} whose document is an object or a text in YAML or JSON. What is
 * sent is never repeated in an error, since it may hold a secret.
 */
@Singleton
final class Reading {
    private static final String DOCUMENT = "document";
    private static final String SECRETS = "secrets";

    private final ApplyConfig config;

    @Inject
    Reading(ApplyConfig config) {
        this.config = config;
    }

    /**
     * The document.
     *
     * @param json whether the body is JSON; else it is YAML
     */
    Document read(byte[] body, boolean json) {
        if (body.length > config.maxBytes()) {
            throw ProblemException.tooLarge("The document must be at most " + config.maxBytes() + " bytes.");
        }
        Text whole = parse(text(body), json);
        return whole.tree().has(DOCUMENT) ? enveloped(whole.tree()) : document(whole, Map.of());
    }

    private Document enveloped(ObjectNode envelope) {
        List<FieldError> errors = new ArrayList<>();
        envelope.fieldNames().forEachRemaining(name -> {
            if (!name.equals(DOCUMENT) && !name.equals(SECRETS)) {
                errors.add(FieldError.of(name, "is not known; known are document, secrets"));
            }
        });
        Map<String, Masked> secrets = secrets(envelope.get(SECRETS), errors);
        JsonNode inner = envelope.path(DOCUMENT);
        if (!inner.isTextual() && !inner.isObject()) {
            errors.add(FieldError.of(DOCUMENT, "must be an object, or a text in YAML or JSON"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        // JSON is YAML but for tabs and long keys, and its own parser tells its own errors
        return inner instanceof ObjectNode object
                ? new Document(object, Map.of(), secrets, Map.of())
                : document(
                        parse(
                                inner.textValue(),
                                inner.textValue().stripLeading().startsWith("{")),
                        secrets);
    }

    private static Document document(Text text, Map<String, Masked> secrets) {
        return new Document(text.tree(), text.lines(), secrets, Map.of());
    }

    private static Map<String, Masked> secrets(@Nullable JsonNode node, List<FieldError> errors) {
        Map<String, Masked> secrets = new HashMap<>();
        if (node == null || node.isNull()) {
            return secrets;
        }
        if (!node.isObject()) {
            errors.add(FieldError.of(SECRETS, "must be an object of references and their values"));
        }
        node.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                secrets.put(entry.getKey(), Masked.of(entry.getValue().textValue()));
            } else {
                errors.add(FieldError.of(SECRETS, "must have texts as values"));
            }
        });
        return secrets;
    }

    private Text parse(String text, boolean json) {
        JsonFactory factory = json ? Documents.jsonReader() : Documents.yamlReader(config.maxBytes());
        try (JsonParser parser = factory.createParser(text)) {
            TreeReader reader = new TreeReader(parser, config.maxValues());
            if (reader.read() instanceof ObjectNode object) {
                return new Text(object, reader.lines());
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest(
                    "The document is not valid " + (json ? "JSON" : "YAML") + at(e.getLocation()) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw ProblemException.badRequest("The document must be an object.");
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw ProblemException.badRequest("The document must be in UTF-8.");
        }
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private record Text(ObjectNode tree, Map<String, Integer> lines) {}
}
