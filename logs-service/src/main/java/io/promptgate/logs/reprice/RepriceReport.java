package io.promptgate.logs.reprice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What pricing anew changed, or would change.
 *
 * @param priceRevision the revision of the configuration whose prices it went by
 * @param looked how many records of the window used something
 * @param changed how many of them have another cost now
 * @param unpriced how many have none still
 * @param continueFrom where the next call goes on, when this one reached its bound; else absent
 * @param models the records that changed or have no cost, by provider and model
 */
public record RepriceReport(
        Instant from,
        Instant to,
        boolean dryRun,
        long priceRevision,
        long looked,
        long changed,
        long unpriced,
        BigDecimal costBefore,
        BigDecimal costAfter,
        @Nullable Instant continueFrom,
        List<Model> models) {
    public RepriceReport {
        models = List.copyOf(models);
    }

    /**
     * One provider's model.
     *
     * @param changed records with another cost
     * @param costBefore of those records, what was priced of them
     * @param costAfter of those records
     * @param unpriced records without a cost still
     */
    public record Model(
            @Nullable String provider,
            @Nullable String model,
            long changed,
            BigDecimal costBefore,
            BigDecimal costAfter,
            long unpriced) {}
}
