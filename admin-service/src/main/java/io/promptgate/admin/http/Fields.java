package io.promptgate.admin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.service.problem.FieldError;
import io.promptgate.service.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final int DECIMALS_MAX = 6;

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

    /** One of a closed set that must be sent. */
    public <T> T choice(String field, Map<String, T> choices) {
        JsonNode node = find(field);
        T any = choices.values().iterator().next();
        if (node == null) {
            return missing(field, any);
        }
        T chosen = choices.get(node.isTextual() ? node.textValue() : "");
        return chosen == null ? wrong(field, oneOf(choices.keySet()), any) : chosen;
    }

    /** One of a closed set that may be left out. */
    public <T> T choice(String field, Map<String, T> choices, T absent) {
        return find(field) == null ? absent : choice(field, choices);
    }

    /**
     * A list of texts, each once.
     *
     * @param rule what each of them may be; its message ends a sentence about the list
     * @param max the most of them
     */
    public List<String> texts(String field, Rule rule, int max, List<String> absent) {
        JsonNode node = find(field);
        if (node == null) {
            return absent;
        }
        Set<String> texts = new LinkedHashSet<>();
        node.forEach(item -> {
            if (item.isTextual() && rule.allows(item.textValue())) {
                texts.add(item.textValue());
            }
        });
        boolean valid = node.isArray() && texts.size() == node.size() && texts.size() <= max;
        return valid
                ? List.copyOf(texts)
                : wrong(field, "must be a list of at most " + max + ", each once, " + rule.message(), absent);
    }

    /**
     * An object from texts to texts.
     *
     * @param rule what each name and each value may be; its message ends a sentence about the object
     * @param max the most of them
     */
    public Map<String, String> pairs(String field, Rule rule, int max, Map<String, String> absent) {
        JsonNode node = find(field);
        if (node == null) {
            return absent;
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        node.properties().forEach(pair -> {
            if (pair.getValue().isTextual()
                    && rule.allows(pair.getKey())
                    && rule.allows(pair.getValue().textValue())) {
                pairs.put(pair.getKey(), pair.getValue().textValue());
            }
        });
        boolean valid = node.isObject() && pairs.size() == node.size() && pairs.size() <= max;
        return valid
                ? pairs
                : wrong(
                        field,
                        "must be an object of at most " + max + " texts, names and values " + rule.message(),
                        absent);
    }

    /** A text as it was sent, before any rule; null when there is none. It counts as asked for all the same. */
    public @Nullable String peek(String field) {
        JsonNode node = find(field);
        return node == null || !node.isTextual() ? null : node.textValue();
    }

    /** Some of a closed set, at least one, each once. */
    public <T> Set<T> choices(String field, Map<String, T> choices, Set<T> absent) {
        JsonNode node = find(field);
        if (node == null) {
            return absent;
        }
        Set<T> chosen = new LinkedHashSet<>();
        node.forEach(item -> {
            T one = choices.get(item.isTextual() ? item.textValue() : "");
            if (one != null) {
                chosen.add(one);
            }
        });
        boolean valid = node.isArray() && !node.isEmpty() && chosen.size() == node.size();
        return valid
                ? chosen
                : wrong(field, "must be a list of at least one, each once, of " + named(choices.keySet()), chosen);
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
        JsonNode node = find(field);
        if (node == null || node.isNull()) {
            return null;
        }
        BigDecimal value = node.isNumber() ? node.decimalValue() : null;
        boolean valid = value != null
                && value.scale() <= DECIMALS_MAX
                && value.compareTo(BigDecimal.valueOf(min)) >= 0
                && value.compareTo(BigDecimal.valueOf(max)) <= 0;
        return valid ? value : wrong(field, "must be a number from " + min + " to " + max, BigDecimal.ZERO);
    }

    /** A whole number within bounds; null when absent or null. */
    public @Nullable Integer whole(String field, int min, int max) {
        JsonNode node = find(field);
        if (node == null || node.isNull()) {
            return null;
        }
        return Math.toIntExact(whole(field, node, min, max));
    }

    /** A whole number within bounds that an {@code int} may not hold; null when absent or null. */
    public @Nullable Long large(String field, long min, long max) {
        JsonNode node = find(field);
        return node == null || node.isNull() ? null : Long.valueOf(whole(field, node, min, max));
    }

    /** A UUID; null when absent or null. */
    public @Nullable UUID uuid(String field) {
        JsonNode node = find(field);
        if (node == null || node.isNull()) {
            return null;
        }
        UUID uuid = uuid(node);
        return uuid == null ? wrong(field, "must be a UUID", null) : uuid;
    }

    /** Some UUIDs, at least one, each once; null when absent or null. */
    public @Nullable List<UUID> uuids(String field, int max) {
        JsonNode node = find(field);
        if (node == null || node.isNull()) {
            return null;
        }
        Set<UUID> found = new LinkedHashSet<>();
        node.forEach(item -> {
            UUID uuid = uuid(item);
            if (uuid != null) {
                found.add(uuid);
            }
        });
        boolean valid = node.isArray() && !node.isEmpty() && node.size() <= max && found.size() == node.size();
        return valid ? List.copyOf(found) : wrong(field, "must be a list of 1 to " + max + " UUIDs, each once", null);
    }

    /** A time in the future (or the one it already is), in milliseconds; null takes it away. */
    public @Nullable Instant future(String field, @Nullable Instant absent) {
        JsonNode node = find(field);
        if (node == null) {
            return absent;
        }
        if (node.isNull()) {
            return null;
        }
        Instant time = time(node);
        boolean valid = time != null && (time.equals(absent) || time.isAfter(Instant.now()));
        return valid ? time : wrong(field, FUTURE, absent);
    }

    /** A JSON object of the caller's own, as it was sent; null counts as empty. */
    public String metadata(String field, String absent) {
        JsonNode node = find(field);
        if (node == null) {
            return absent;
        }
        String json = node.isNull() ? "{}" : node.toString();
        boolean valid = (node.isNull() || node.isObject())
                && json.length() <= METADATA_MAX
                && StandardCharsets.UTF_8.newEncoder().canEncode(json);
        return valid ? json : wrong(field, "must be a JSON object of at most " + METADATA_MAX + " characters", absent);
    }

    /** An object within; its errors are told with this one's. Absent and null are the same. */
    public @Nullable Fields object(String field) {
        JsonNode node = find(field);
        if (node == null || node.isNull()) {
            return null;
        }
        return node instanceof ObjectNode inner ? within(inner, field) : wrong(field, "must be an object", null);
    }

    /** The objects of a list within, their errors told with this one's; null when absent or null. */
    public @Nullable List<Fields> list(String field) {
        JsonNode node = find(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isArray()) {
            return wrong(field, "must be a list", null);
        }
        List<Fields> list = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String place = field + "[" + i + "]";
            if (node.get(i) instanceof ObjectNode inner) {
                list.add(within(inner, place));
            } else {
                error(place, "must be an object");
            }
        }
        return list;
    }

    /** A time, whether past or to come, in milliseconds; null when absent or null. */
    public @Nullable Instant time(String field) {
        JsonNode node = find(field);
        if (node == null || node.isNull()) {
            return null;
        }
        Instant time = time(node);
        return time == null ? wrong(field, "must be a time, such as 2030-01-31T12:00:00Z", null) : time;
    }

    /** A list of at most so many objects; their errors are told with this one's. Absent and null are an empty list. */
    public List<Fields> objects(String field, int most) {
        JsonNode node = find(field);
        List<Fields> inner = new ArrayList<>();
        if (node == null || node.isNull()) {
            return inner;
        }
        if (!node.isArray() || node.size() > most) {
            return wrong(field, "must be a list of at most " + most + " objects", inner);
        }
        for (int i = 0; i < node.size(); i++) {
            if (node.get(i) instanceof ObjectNode object) {
                inner.add(within(object, field + "[" + i + "]"));
            } else {
                error(field + "[" + i + "]", "must be an object");
            }
        }
        return inner;
    }

    /** Whether a field is sent, be it null. */
    public boolean sent(String field) {
        return find(field) != null;
    }

    /** One of a closed set; null when absent or null. */
    public <T> @Nullable T choiceOrNull(String field, Map<String, T> choices) {
        JsonNode node = find(field);
        return node == null || node.isNull() ? null : choice(field, choices);
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

    private Fields within(ObjectNode inner, String place) {
        return new Fields(inner, path + place + ".", lines, errors);
    }

    private @Nullable JsonNode find(String field) {
        known.add(field);
        return object.get(field);
    }

    private String text(String field, JsonNode node, Rule rule) {
        return node.isTextual() && rule.allows(node.textValue()) ? node.textValue() : wrong(field, rule.message(), "");
    }

    private long whole(String field, JsonNode node, long min, long max) {
        boolean valid = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= min
                && node.longValue() <= max;
        return valid ? node.longValue() : wrong(field, "must be a whole number from " + min + " to " + max, min);
    }

    private boolean flag(String field, JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : wrong(field, "must be true or false", false);
    }

    private static @Nullable UUID uuid(JsonNode node) {
        try {
            return node.isTextual() && node.textValue().length() == 36 ? UUID.fromString(node.textValue()) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable Instant time(JsonNode node) {
        try {
            return node.isTextual()
                    ? OffsetDateTime.parse(node.textValue()).toInstant().truncatedTo(ChronoUnit.MILLIS)
                    : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private <T extends @Nullable Object> T missing(String field, T placeholder) {
        return wrong(field, "is required", placeholder);
    }

    private <T extends @Nullable Object> T wrong(String field, String message, T placeholder) {
        error(field, message);
        return placeholder;
    }

    private static String oneOf(Set<String> names) {
        return "must be one of " + named(names);
    }

    private static String named(Set<String> names) {
        return String.join(", ", names);
    }
}
