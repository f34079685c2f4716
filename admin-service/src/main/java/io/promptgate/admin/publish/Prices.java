package io.promptgate.admin.publish;

import io.promptgate.common.price.PriceOverride;
import java.util.List;

/** The operator's prices at one revision; who asks puts them over the prices that came with its own version. */
public record Prices(long revision, List<PriceOverride> prices) {
    public Prices {
        prices = List.copyOf(prices);
    }
}
