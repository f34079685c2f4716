package io.promptgate.logs.reprice;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.store.PricedAnew;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sums up what pricing anew did. Used by one call. */
final class RepriceTotals {
    private final RepriceRequest request;
    private final long revision;
    private final Map<Key, Sum> sums = new HashMap<>();
    private long looked;

    private record Key(@Nullable String provider, @Nullable String model) {}

    private static final class Sum {
        private long changed;
        private long unpriced;
        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal after = BigDecimal.ZERO;
    }

    RepriceTotals(RepriceRequest request, long revision) {
        this.request = request;
        this.revision = revision;
    }

    long looked() {
        return looked;
    }

    void add(PricedAnew row) {
        looked++;
        RequestRecord after = row.after();
        boolean unpriced = after.cost().usd() == null;
        if (!row.isChanged() && !unpriced) {
            return;
        }
        Sum sum = sums.computeIfAbsent(
                new Key(after.served().provider(), after.served().model()), _ -> new Sum());
        sum.unpriced += unpriced ? 1 : 0;
        if (row.isChanged()) {
            sum.changed++;
            sum.before = sum.before.add(orZero(row.before().cost().usd()));
            sum.after = sum.after.add(orZero(after.cost().usd()));
        }
    }

    /**
     * The report.
     *
     * @param last the last record that was looked at, when the bound was reached; null at the window's end
     */
    RepriceReport report(@Nullable UUID last) {
        List<RepriceReport.Model> models = sums.entrySet().stream()
                .map(row -> model(row.getKey(), row.getValue()))
                .sorted(Comparator.comparingLong(RepriceReport.Model::changed)
                        .reversed()
                        .thenComparing(model -> String.valueOf(model.provider()))
                        .thenComparing(model -> String.valueOf(model.model())))
                .toList();
        return new RepriceReport(
                request.from(),
                request.to(),
                request.dryRun(),
                revision,
                looked,
                models.stream().mapToLong(RepriceReport.Model::changed).sum(),
                models.stream().mapToLong(RepriceReport.Model::unpriced).sum(),
                models.stream().map(RepriceReport.Model::costBefore).reduce(BigDecimal.ZERO, BigDecimal::add),
                models.stream().map(RepriceReport.Model::costAfter).reduce(BigDecimal.ZERO, BigDecimal::add),
                last == null ? null : Instant.ofEpochMilli(UuidV7.millis(last)),
                models);
    }

    private static RepriceReport.Model model(Key key, Sum sum) {
        return new RepriceReport.Model(key.provider(), key.model(), sum.changed, sum.before, sum.after, sum.unpriced);
    }

    private static BigDecimal orZero(@Nullable BigDecimal usd) {
        return usd == null ? BigDecimal.ZERO : usd;
    }
}
