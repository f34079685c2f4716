package io.promptgate.admin.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a JSON value stands for; null where it is none of what was asked for. */
final class Values {
    private static final int DECIMALS_MAX = 6;
    private static final int UUID_LENGTH = 36;

    private Values() {}

    static @Nullable String text(JsonNode node, Rule rule) {
        return node.isTextual() && rule.allows(node.textValue()) ? node.textValue() : null;
    }

    /** A list of texts, each once. */
    static @Nullable List<String> texts(JsonNode node, Rule rule, int max) {
        Set<String> texts = new LinkedHashSet<>();
        node.forEach(item -> {
            String text = text(item, rule);
            if (text != null) {
                texts.add(text);
            }
        });
        return node.isArray() && texts.size() == node.size() && texts.size() <= max ? List.copyOf(texts) : null;
    }

    /** An object from texts to texts. */
    static @Nullable Map<String, String> pairs(JsonNode node, Rule rule, int max) {
        Map<String, String> pairs = new LinkedHashMap<>();
        node.properties().forEach(pair -> {
            String value = text(pair.getValue(), rule);
            if (value != null && rule.allows(pair.getKey())) {
                pairs.put(pair.getKey(), value);
            }
        });
        return node.isObject() && pairs.size() == node.size() && pairs.size() <= max ? pairs : null;
    }

    static <T> @Nullable T choice(JsonNode node, Map<String, T> choices) {
        return choices.get(node.isTextual() ? node.textValue() : "");
    }

    /** Some of a closed set, at least one, each once. */
    static <T> @Nullable Set<T> choices(JsonNode node, Map<String, T> choices) {
        Set<T> chosen = new LinkedHashSet<>();
        node.forEach(item -> {
            T one = choice(item, choices);
            if (one != null) {
                chosen.add(one);
            }
        });
        return node.isArray() && !node.isEmpty() && chosen.size() == node.size() ? chosen : null;
    }

    static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : null;
    }

    static @Nullable BigDecimal decimal(JsonNode node, int min, int max) {
        if (!node.isNumber()) {
            return null;
        }
        BigDecimal value = node.decimalValue();
        boolean valid = value.scale() <= DECIMALS_MAX
                && value.compareTo(BigDecimal.valueOf(min)) >= 0
                && value.compareTo(BigDecimal.valueOf(max)) <= 0;
        return valid ? value : null;
    }

    static @Nullable Long whole(JsonNode node, long min, long max) {
        boolean valid = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= min
                && node.longValue() <= max;
        return valid ? Long.valueOf(node.longValue()) : null;
    }

    static @Nullable UUID uuid(JsonNode node) {
        try {
            return node.isTextual() && node.textValue().length() == UUID_LENGTH
                    ? UUID.fromString(node.textValue())
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** Some UUIDs, at least one, each once. */
    static @Nullable List<UUID> uuids(JsonNode node, int max) {
        Set<UUID> found = new LinkedHashSet<>();
        node.forEach(item -> {
            UUID uuid = uuid(item);
            if (uuid != null) {
                found.add(uuid);
            }
        });
        boolean valid = node.isArray() && !node.isEmpty() && node.size() <= max && found.size() == node.size();
        return valid ? List.copyOf(found) : null;
    }

    /** A time in milliseconds. */
    static @Nullable Instant time(JsonNode node) {
        try {
            return node.isTextual()
                    ? OffsetDateTime.parse(node.textValue()).toInstant().truncatedTo(ChronoUnit.MILLIS)
                    : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** An object of the caller's own, as it was sent. */
    static @Nullable String metadata(JsonNode node, int max) {
        String json = node.toString();
        boolean valid = node.isObject()
                && json.length() <= max
                && StandardCharsets.UTF_8.newEncoder().canEncode(json);
        return valid ? json : null;
    }
}
