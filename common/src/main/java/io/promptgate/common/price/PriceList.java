package io.promptgate.common.price;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a price list in the product's own format, that of the bundled {@code prices.json}. */
final class PriceList {
    private PriceList() {}

    static Map<PriceKey, Price> rows(JsonNode root) {
        String asOf = root.path("as_of").asText();
        Map<PriceKey, Price> rows = new HashMap<>();
        for (JsonNode row : root.path("prices")) {
            PriceKey key = new PriceKey(
                    row.path("provider").asText(), row.path("model").asText());
            if (rows.put(key, price(row, "bundled:" + asOf + ":" + key)) != null) {
                throw new IllegalArgumentException("the price list names " + key + " twice");
            }
        }
        return rows;
    }

    private static Price price(JsonNode row, String source) {
        try {
            List<Tier> tiers = new ArrayList<>();
            row.path("tiers")
                    .forEach(tier -> tiers.add(new Tier(tier.path("above").asLong(), rates(tier))));
            return new Price(rates(row), tiers, source);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source + " " + e.getMessage(), e);
        }
    }

    private static Rates rates(JsonNode row) {
        return Rates.from(rate -> decimal(row.path(rate.wire())));
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isMissingNode() ? null : new BigDecimal(node.asText());
    }
}
