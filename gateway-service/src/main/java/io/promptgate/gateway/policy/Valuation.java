package io.promptgate.gateway.policy;

import io.promptgate.common.event.Usage;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rates;
import io.promptgate.gateway.resolve.Route;
import io.promptgate.gateway.snapshot.Configuration;
import io.promptgate.service.start.StartRefused;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What requests are worth to a budget in USD, in billionths. */
@Singleton
final class Valuation {
    private static final int PER_MILLION = 6;

    private final @Nullable BigDecimal unpricedRate;

    Valuation(BudgetSettings settings) {
        this.unpricedRate = settings.unpricedRate().map(Valuation::rate).orElse(null);
    }

    /** The most that so many tokens may cost, by the model's price; empty when it has none and none is set. */
    OptionalLong estimate(Configuration configuration, Route route, long prompt, long answer) {
        Price price = configuration
                .prices()
                .find(route.target().provider().key(), route.target().model());
        BigDecimal cost = price == null ? null : Usage.of(prompt, answer).costAt(price);
        if (cost == null) {
            return unpricedRate == null ? OptionalLong.empty() : OptionalLong.of(unpriced(prompt + answer));
        }
        return OptionalLong.of(Money.of(cost));
    }

    /** What a request cost that is over; nothing where nothing was used. */
    long of(@Nullable Usage usage, @Nullable BigDecimal costUsd) {
        if (costUsd != null) {
            return Money.of(costUsd);
        }
        return usage == null ? 0 : unpriced(usage.total());
    }

    private static BigDecimal rate(String text) {
        try {
            BigDecimal rate = new BigDecimal(text);
            if (rate.signum() >= 0 && rate.compareTo(Rates.MOST) <= 0) {
                return rate;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw new StartRefused("promptgate.budgets.unpriced-rate is " + text + "; allowed: 0 to " + Rates.MOST
                + " USD for a million tokens");
    }

    /** What tokens of models without a price count. */
    long unpriced(long tokens) {
        return unpricedRate == null
                ? 0
                : Money.of(unpricedRate.multiply(BigDecimal.valueOf(tokens)).movePointLeft(PER_MILLION));
    }
}
