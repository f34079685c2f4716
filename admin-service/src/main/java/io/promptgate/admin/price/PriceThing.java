package io.promptgate.admin.price;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.Rate;
import io.promptgate.common.price.Rates;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A price of the operator's as the document says it. */
record PriceThing(PriceKey key, Price price) implements Thing {

    @Override
    public @Nullable UUID id() {
        return null;
    }

    @Override
    public String name() {
        return key.toString();
    }

    @Override
    public Set<UUID> needs() {
        return Set.of(Catalogue.id(key.provider()));
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("provider", key.provider()).put("model", key.model());
        put(price.rates(), document);
        if (!price.tiers().isEmpty()) {
            ArrayNode tiers = document.putArray("tiers");
            price.tiers().forEach(tier -> put(tier.rates(), tiers.addObject().put("above", tier.above())));
        }
        return document;
    }

    private static void put(Rates rates, ObjectNode into) {
        for (Rate rate : Rate.all()) {
            BigDecimal value = rate.of(rates);
            if (value != null) {
                into.put(rate.wire(), value.stripTrailingZeros());
            }
        }
    }
}
