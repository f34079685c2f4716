package io.promptgate.admin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.service.problem.FieldError;
import io.promptgate.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's JSON object, read one by one. What is wrong is gathered, and {@link #check} tells all of
 * it at once, fields that nobody asked for included; so ask for every field first, then check, then use the values.
 *
 * <p>A reader's {@code absent} is its value where the field is not sent: a default for something new, the present
 * value for a change. Until {@code check} has passed, values of fields with an error are placeholders.
 */
public final class Fields {
    /** What is wrong with a time that is past. */
    public static final String FUTURE = "must be a time in the future, such as 2030-01-31T12:00:00Z";

    private static final int METADATA_MAX = 16_384;

    private final ObjectNode object;
    private final String path;
    private final Function<String, @Nullable Integer> lines;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(ObjectNode object, String path, Function<String, @Nullable Integer> lines, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.lines = lines;
        this.errors = errors;
    }

    public static Fields of(ObjectNode object) {
        return of(object, _ -> null);
    }

    /**
     * The fields of a document.
     *
     * @param lines the line at which the field of a path stands; null when it is not known
     */
    public static Fields of(ObjectNode object, Function<String, @Nullable Integer> lines) {
        return new Fields(object, "", lines, new ArrayList<>());
    }

    /** A text that must be sent. */
    public String text(String field, Rule rule) {
        JsonNode node = find(field);
        return node == null ? missing(field, "") : text(field, node, rule);
    }

    /** A text that may be left out, but not null. */
    public String text(String field, Rule rule, String absent) {
        JsonNode node = find(field);
        return node == null ? absent : text(field, node, rule);
    }

    /** A text that may be left out; null takes it away. */
    public @Nullable String textOrNull(String field, Rule rule, @Nullable String absent) {
        JsonNode node = find(field);
        if (node == null) {
            return absent;
        }
        return node.isNull() ? null : text(field, node, rule);
    }

    /** A text as it was sent, before any rule; null when there is none. It counts as asked for all the same. */
    public @Nullable String peek(String field) {
        JsonNode node = find(field);
        return node == null || !node.isTextual() ? null : node.textValue();
    }

    /** One of a closed set that must be sent. */
    public <T> T choice(String field, Map<String, T> choices) {
        JsonNode node = find(field);
        T any = choices.values().iterator().next();
        return node == null
                ? missing(field, any)
                : judged(field, Values.choice(node, choices), "must be one of " + named(choices.keySet()), any);
    }

    /** One of a closed set that may be left out. */
    public <T> T choice(String field, Map<String, T> choices, T absent) {
        return find(field) == null ? absent : choice(field, choices);
    }

    /** One of a closed set; null when absent or null. */
    public <T> @Nullable T choiceOrNull(String field, Map<String, T> choices) {
        return present(field) == null ? null : choice(field, choices);
    }

    /** Some of a closed set, at least one, each once. */
    public <T> Set<T> choices(String field, Map<String, T> choices, Set<T> absent) {
        JsonNode node = find(field);
        return node == null
                ? absent
                : judged(
                        field,
                        Values.choices(node, choices),
                        "must be a list of at least one, each once, of " + named(choices.keySet()),
                        absent);
    }

    /**
     * A list of texts, each once.
     *
     * @param rule what each of them may be; its message ends a sentence about the list
     * @param max the most of them
     */
    public List<String> texts(String field, Rule rule, int max, List<String> absent) {
        JsonNode node = find(field);
        return node == null
                ? absent
                : judged(
                        field,
                        Values.texts(node, rule, max),
                        "must be a list of at most " + max + ", each once, " + rule.message(),
                        absent);
    }

    /**
     * An object from texts to texts.
     *
     * @param rule what each name and each value may be; its message ends a sentence about the object
     * @param max the most of them
     */
    public Map<String, String> pairs(String field, Rule rule, int max, Map<String, String> absent) {
        JsonNode node = find(field);
        return node == null
                ? absent
                : judged(
                        field,
                        Values.pairs(node, rule, max),
                        "must be an object of at most " + max + " texts, names and values " + rule.message(),
                        absent);
    }

    public boolean flag(String field) {
        JsonNode node = find(field);
        return node == null ? missing(field, false) : flag(field, node);
    }

    public boolean flag(String field, boolean absent) {
        JsonNode node = find(field);
        return node == null ? absent : flag(field, node);
    }

    /** A decimal within bounds, with at most six decimals; null when absent or null. */
    public @Nullable BigDecimal decimal(String field, int min, int max) {
        return orNull(
                field,
                node -> Values.decimal(node, min, max),
                "must be a number from " + min + " to " + max,
                BigDecimal.ZERO);
    }

    /** A whole number within bounds; null when absent or null. */
    public @Nullable Integer whole(String field, int min, int max) {
        Long value = large(field, min, max);
        return value == null ? null : Integer.valueOf(Math.toIntExact(value));
    }

    /** A whole number within bounds that an {@code int} may not hold; null when absent or null. */
    public @Nullable Long large(String field, long min, long max) {
        return orNull(
                field, node -> Values.whole(node, min, max), "must be a whole number from " + min + " to " + max, min);
    }

    /** A UUID; null when absent or null. */
    public @Nullable UUID uuid(String field) {
        return orNull(field, Values::uuid, "must be a UUID", null);
    }

    /** Some UUIDs, at least one, each once; null when absent or null. */
    public @Nullable List<UUID> uuids(String field, int max) {
        return orNull(
                field, node -> Values.uuids(node, max), "must be a list of 1 to " + max + " UUIDs, each once", null);
    }

    /** A time, whether past or to come, in milliseconds; null when absent or null. */
    public @Nullable Instant time(String field) {
        return orNull(field, Values::time, "must be a time, such as 2030-01-31T12:00:00Z", null);
    }

    /** A time in the future (or the one it already is), in milliseconds; null takes it away. */
    public @Nullable Instant future(String field, @Nullable Instant absent) {
        if (find(field) == null) {
            return absent;
        }
        return orNull(field, node -> future(Values.time(node), absent), FUTURE, absent);
    }

    /** A JSON object of the caller's own, as it was sent; null counts as empty. */
    public String metadata(String field, String absent) {
        JsonNode node = find(field);
        if (node == null) {
            return absent;
        }
        return node.isNull()
                ? "{}"
                : judged(
                        field,
                        Values.metadata(node, METADATA_MAX),
                        "must be a JSON object of at most " + METADATA_MAX + " characters",
                        absent);
    }

    /** An object within; its errors are told with this one's. Absent and null are the same. */
    public @Nullable Fields object(String field) {
        JsonNode node = present(field);
        return node == null ? null : inner(node, field);
    }

    /** The objects of a list within, their errors told with this one's; null when absent or null. */
    public @Nullable List<Fields> list(String field) {
        JsonNode node = present(field);
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            return wrong(field, "must be a list", null);
        }
        return inner((ArrayNode) node, field);
    }

    /** A list of at most so many objects; their errors are told with this one's. Absent and null are an empty list. */
    public List<Fields> objects(String field, int most) {
        JsonNode node = present(field);
        if (node == null) {
            return List.of();
        }
        return node.isArray() && node.size() <= most
                ? inner((ArrayNode) node, field)
                : wrong(field, "must be a list of at most " + most + " objects", List.of());
    }

    /** Whether a field is sent, be it null. */
    public boolean sent(String field) {
        return find(field) != null;
    }

    /** A field that exists but cannot be changed. */
    public void fixed(String field, String message) {
        if (find(field) != null) {
            error(field, message);
        }
    }

    /** Adds what a rule beyond this object found. */
    public void error(String field, String message) {
        errors.add(FieldError.of(path + field, message, lines.apply(path + field)));
    }

    /** How many errors there are so far, in the whole body. */
    public int errors() {
        return errors.size();
    }

    /** Notes the fields that nobody asked for; for an object within, before the outer one's {@link #check}. */
    public void noMore() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                error(name, known.isEmpty() ? "is not known; no field is" : "is not known; known are " + named(known));
            }
        });
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException with all errors, when there is one
     */
    public void check() {
        noMore();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private List<Fields> inner(ArrayNode list, String field) {
        List<Fields> inner = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Fields one = inner(list.get(i), field + "[" + i + "]");
            if (one != null) {
                inner.add(one);
            }
        }
        return inner;
    }

    private @Nullable Fields inner(JsonNode node, String place) {
        return node instanceof ObjectNode inner
                ? new Fields(inner, path + place + ".", lines, errors)
                : wrong(place, "must be an object", null);
    }

    private @Nullable JsonNode find(String field) {
        known.add(field);
        return object.get(field);
    }

    /** What is sent and not null. */
    private @Nullable JsonNode present(String field) {
        JsonNode node = find(field);
        return node == null || node.isNull() ? null : node;
    }

    private String text(String field, JsonNode node, Rule rule) {
        return judged(field, Values.text(node, rule), rule.message(), "");
    }

    private boolean flag(String field, JsonNode node) {
        return judged(field, Values.flag(node), "must be true or false", false);
    }

    private static @Nullable Instant future(@Nullable Instant time, @Nullable Instant absent) {
        return time != null && (time.equals(absent) || time.isAfter(Instant.now())) ? time : null;
    }

    private <T> @Nullable T orNull(
            String field, Function<JsonNode, @Nullable T> value, String message, @Nullable T placeholder) {
        JsonNode node = present(field);
        if (node == null) {
            return null;
        }
        T found = value.apply(node);
        return found == null ? wrong(field, message, placeholder) : found;
    }

    private <T> T judged(String field, @Nullable T value, String message, T placeholder) {
        return value == null ? wrong(field, message, placeholder) : value;
    }

    private <T extends @Nullable Object> T missing(String field, T placeholder) {
        return wrong(field, "is required", placeholder);
    }

    private <T extends @Nullable Object> T wrong(String field, String message, T placeholder) {
        error(field, message);
        return placeholder;
    }

    private static String named(Set<String> names) {
        return String.join(", ", names);
    }
}
