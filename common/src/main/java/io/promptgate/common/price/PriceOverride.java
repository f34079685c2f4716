package io.promptgate.common.price;

import java.util.List;

/**
 * A price that the operator set, in place of the bundled one of the same name or beside those.
 *
 * @param revision the revision of the configuration that set it
 */
public record PriceOverride(String provider, String model, long revision, Rates rates, List<Tier> tiers) {
    public PriceOverride {
        tiers = List.copyOf(tiers);
    }

    public PriceKey key() {
        return new PriceKey(provider, model);
    }

    /** The row of the effective table: its source is {@code override:<revision>:<provider>:<model>}. */
    public Price price() {
        return new Price(rates, tiers, "override:" + revision + ":" + key());
    }
}
