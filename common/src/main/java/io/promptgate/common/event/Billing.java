package io.promptgate.common.event;

import io.promptgate.common.event.RequestRecord.Cost;
import io.promptgate.common.event.RequestRecord.Served;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceTable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests cost by a price table. The one place where usage and prices meet. */
public final class Billing {
    private Billing() {}

    /** The attempt with what it used, priced by the model that it called. */
    public static Attempt book(Attempt attempt, Usage used, PriceTable prices) {
        Price price = prices.find(attempt.provider(), attempt.model());
        return attempt.booked(used, price == null ? null : used.costAt(price));
    }

    /**
     * The sum of what attempts cost; unpriced when one that used something has no cost, or none used anything. The
     * price told is that of the last one with a cost.
     */
    public static Cost sum(List<Attempt> attempts, PriceTable prices) {
        BigDecimal sum = null;
        Attempt last = null;
        for (Attempt attempt : attempts) {
            BigDecimal cost = attempt.costUsd();
            if (attempt.usage() != null && cost == null) {
                return Cost.UNPRICED;
            }
            if (cost != null) {
                sum = sum == null ? cost : sum.add(cost);
                last = attempt;
            }
        }
        Price price = last == null ? null : prices.find(last.provider(), last.model());
        return sum == null ? Cost.UNPRICED : new Cost(sum, price == null ? null : price.source(), price);
    }

    /**
     * The record as it would have been booked by this table. The same object where that makes no difference to any
     * amount, and where the table has no price for something that the record has a cost of: a price that is gone takes
     * no cost away.
     */
    public static RequestRecord anew(RequestRecord record, PriceTable prices) {
        List<Attempt> attempts = record.served().attempts().stream()
                .map(attempt -> attempt.usage() == null ? attempt : book(attempt, attempt.usage(), prices))
                .toList();
        boolean told = attempts.stream().anyMatch(attempt -> attempt.usage() != null);
        Cost cost = told ? sum(attempts, prices) : whole(record, prices);
        boolean gone = cost.usd() == null && record.cost().usd() != null;
        return gone || isSame(record, attempts, cost) ? record : with(record, attempts, cost);
    }

    /** Of a record from before attempts told what they used: all of it at the price of the model that served it. */
    private static Cost whole(RequestRecord record, PriceTable prices) {
        Served served = record.served();
        Price price = served.provider() == null || served.model() == null
                ? null
                : prices.find(served.provider(), served.model());
        BigDecimal cost =
                price == null || record.usage() == null ? null : record.usage().costAt(price);
        return cost == null || price == null ? Cost.UNPRICED : new Cost(cost, price.source(), price);
    }

    private static boolean isSame(RequestRecord record, List<Attempt> attempts, Cost cost) {
        boolean same = isSame(record.cost().usd(), cost.usd());
        for (int i = 0; i < attempts.size(); i++) {
            same = same
                    && isSame(
                            record.served().attempts().get(i).costUsd(),
                            attempts.get(i).costUsd());
        }
        return same;
    }

    private static boolean isSame(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }

    private static RequestRecord with(RequestRecord record, List<Attempt> attempts, Cost cost) {
        Served served = record.served();
        return new RequestRecord(
                record.id(),
                record.parentId(),
                record.createdAt(),
                record.client(),
                record.asked(),
                new Served(served.provider(), served.model(), served.credentialId(), attempts, served.revision()),
                record.outcome(),
                record.timing(),
                record.usage(),
                cost,
                record.requestBody(),
                record.responseBody());
    }
}
