package io.promptgate.admin.price;

import io.promptgate.admin.revision.Change;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.Rate;
import io.promptgate.service.problem.FieldError;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a file's prices with those that hold, and takes over what differs. Used once. */
final class PriceImport {
    /** A price that changes by more than this factor is taken for a slip, unless the caller insists. */
    private static final BigDecimal FACTOR = BigDecimal.valueOf(100);

    /** So that the configuration stays one that gateways hold in memory. */
    private static final int PRICES_MOST = 10_000;

    private final LiteLlmFile file;
    private final Map<PriceKey, PriceEntity> set = new HashMap<>();
    private final Map<PriceKey, Price> bundled;
    private final Map<PriceKey, Price> different = new LinkedHashMap<>();
    private final List<ImportReport.New> added = new ArrayList<>();
    private final List<ImportReport.Other> changed = new ArrayList<>();

    /**
     * Compares.
     *
     * @throws ProblemException 422 when a price differs from the one that holds by more than the factor, and the caller
     *     does not insist
     */
    PriceImport(LiteLlmFile file, List<PriceEntity> set, Map<PriceKey, Price> bundled, boolean forced) {
        this.file = file;
        this.bundled = bundled;
        set.forEach(entity -> this.set.put(entity.key(), entity));
        List<FieldError> leaps = new ArrayList<>();
        file.prices().forEach((key, price) -> compare(key, price, leaps));
        if (!forced && !leaps.isEmpty()) {
            throw ProblemException.invalid(LiteLlmFile.shown(leaps));
        }
        if (set.size() + different.size() > PRICES_MOST) {
            throw ProblemException.refused("There would be more than " + PRICES_MOST + " prices of your own.");
        }
    }

    /** Writes what differs. */
    Uni<Void> write(Change change) {
        return Multi.createFrom()
                .iterable(different.entrySet())
                .onItem()
                .transformToUniAndConcatenate(row ->
                        PriceBook.write(set.get(row.getKey()), row.getKey(), row.getValue(), PriceBook.IMPORT, change))
                .onItem()
                .ignoreAsUni();
    }

    ImportReport report() {
        return new ImportReport(
                added, changed, file.prices().size() - different.size(), file.skipped(), file.unplaced());
    }

    private void compare(PriceKey key, Price price, List<FieldError> leaps) {
        PriceEntity own = set.get(key);
        Price listed = bundled.get(key);
        Price now = own != null ? own.price() : listed;
        if (now == null) {
            different.put(key, price);
            added.add(new ImportReport.New(key.provider(), key.model(), PriceView.imported(key, price)));
        } else if (!now.charges(price)) {
            leap(key, now, price, leaps);
            different.put(key, price);
            PriceView before = own != null ? PriceView.of(own) : PriceView.bundled(key, now);
            changed.add(new ImportReport.Other(key.provider(), key.model(), before, PriceView.imported(key, price)));
        }
    }

    private void leap(PriceKey key, Price now, Price next, List<FieldError> leaps) {
        for (Rate rate : Rate.all()) {
            BigDecimal before = rate.of(now.rates());
            BigDecimal after = rate.of(next.rates());
            if (isLeap(before, after)) {
                leaps.add(FieldError.of(
                        file.name(key),
                        "has " + rate.wire() + " = " + after + ", and " + before + " holds: more than a factor of "
                                + FACTOR + "; force=true takes it nevertheless"));
            }
        }
    }

    private static boolean isLeap(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        if (before == null || after == null) {
            return false;
        }
        return before.compareTo(after.multiply(FACTOR)) > 0 || after.compareTo(before.multiply(FACTOR)) > 0;
    }
}
