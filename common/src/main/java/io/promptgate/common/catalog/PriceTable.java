package io.promptgate.common.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * List prices by provider and model. A model with a date at its end ({@code -20251001}, {@code -2024-07-18}) has the
 * price of the model without it, unless it has a row of its own. A model that is not listed has no price: null, not 0.
 * Immutable.
 */
public final class PriceTable {
    private static final String BUNDLED = "prices.json";
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000);
    private static final Pattern DATE = Pattern.compile("-(\\d{8}|\\d{4}-\\d{2}-\\d{2})$");

    private final Map<String, Price> byModel;

    private PriceTable(Map<String, Price> byModel) {
        this.byModel = Map.copyOf(byModel);
    }

    /** The prices that come with this version. */
    public static PriceTable bundled() {
        try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(BUNDLED), BUNDLED)) {
            return parse(in);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled price list cannot be read", e);
        }
    }

    /**
     * Reads a price list.
     *
     * @throws IllegalArgumentException when a price is missing, negative, or above 10,000 USD per million tokens
     */
    public static PriceTable parse(InputStream in) throws IOException {
        JsonNode root = new JsonMapper().readTree(in);
        String asOf = root.path("as_of").asText();
        Map<String, Price> byModel = new HashMap<>();
        for (JsonNode row : root.path("prices")) {
            String key = key(row.path("provider").asText(), row.path("model").asText());
            if (byModel.put(key, price(row, "bundled:" + asOf + ":" + key)) != null) {
                throw new IllegalArgumentException("the price list names " + key + " twice");
            }
        }
        return new PriceTable(byModel);
    }

    /** The price of the model, or null when it is not listed. */
    public @Nullable Price find(String provider, String model) {
        Price exact = byModel.get(key(provider, model));
        if (exact != null) {
            return exact;
        }
        var date = DATE.matcher(model);
        return date.find() ? byModel.get(key(provider, model.substring(0, date.start()))) : null;
    }

    public int size() {
        return byModel.size();
    }

    private static String key(String provider, String model) {
        return provider + ":" + model;
    }

    private static Price price(JsonNode row, String source) {
        return new Price(
                required(row, "input", source),
                optional(row, "cached_input", source),
                optional(row, "cache_write", source),
                required(row, "output", source),
                source);
    }

    private static BigDecimal required(JsonNode row, String field, String source) {
        BigDecimal value = optional(row, field, source);
        if (value == null) {
            throw new IllegalArgumentException(source + " has no " + field);
        }
        return value;
    }

    private static @Nullable BigDecimal optional(JsonNode row, String field, String source) {
        JsonNode node = row.path(field);
        if (node.isMissingNode()) {
            return null;
        }
        BigDecimal value = new BigDecimal(node.asText());
        if (value.signum() < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(source + " has " + field + " = " + value + "; allowed: 0 to " + MOST);
        }
        return value;
    }
}
