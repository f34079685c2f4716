package io.promptgate.admin.price;

import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.Rate;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the price that a call sets. */
final class NewPrice {
    /** A model's name; a {@code *} only at its end, where it stands for all names that begin so. */
    static final Rule MODEL = Rule.matching(
            "(?!\\s)[^\\p{Cntrl}\\p{Cs}*]{0,255}(?:[^\\p{Cntrl}\\p{Cs}\\s]|(?<!\\s)\\*)",
            "must be 1 to 256 characters on one line, without space at the ends, and with * at most at the end");

    private static final int TIERS_MOST = 8;
    private static final int ABOVE_MOST = 1_000_000_000;

    private NewPrice() {}

    /**
     * Reads rates and tiers.
     *
     * @throws io.promptgate.service.problem.ProblemException with all errors, when there is one
     */
    static Price read(PriceKey key, Fields fields, Catalogue known) {
        if (!known.byKey().containsKey(key.provider())) {
            fields.error(
                    "provider",
                    "must be one of " + String.join(", ", known.byKey().keySet()));
        }
        if (!MODEL.allows(key.model())) {
            fields.error("model", MODEL.message());
        }
        Price asked = read(fields);
        fields.check();
        return asked;
    }

    /** Rates and tiers. Tells errors by the fields, and goes on. */
    static Price read(Fields fields) {
        Rates rates = rates(fields);
        List<Tier> tiers = new ArrayList<>();
        for (Fields tier : fields.objects("tiers", TIERS_MOST)) {
            tiers.add(tier(tier));
        }
        if (tiers.stream().mapToLong(Tier::above).distinct().count() < tiers.size()) {
            fields.error("tiers", "must each begin above another number of tokens");
        }
        return new Price(rates, tiers, "");
    }

    private static Tier tier(Fields fields) {
        Integer above = fields.whole("above", 1, ABOVE_MOST);
        if (above == null) {
            fields.error("above", "is required");
        }
        Tier tier = new Tier(above == null ? 1 : above, rates(fields));
        fields.noMore();
        return tier;
    }

    private static Rates rates(Fields fields) {
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.all()) {
            BigDecimal value = fields.decimal(rate.wire(), 0, Rates.MOST.intValueExact());
            if (value != null) {
                rates.put(rate, value);
            } else if (rate.isRequired()) {
                fields.error(rate.wire(), "is required");
                rates.put(rate, BigDecimal.ZERO);
            }
        }
        return Rates.from(rates::get);
    }
}
