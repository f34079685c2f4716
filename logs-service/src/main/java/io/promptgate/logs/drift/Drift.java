package io.promptgate.logs.drift;

import io.promptgate.common.price.ModelName;
import io.promptgate.logs.store.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets a provider's figures against the log's. Used by one call. */
final class Drift {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_DECIMALS = 2;

    private final Map<Key, Sums> theirs = new TreeMap<>(Key.ORDER);
    private final Map<Key, Sums> ours = new TreeMap<>(Key.ORDER);

    private record Key(LocalDate day, @Nullable String model) {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::day)
                .thenComparing(Key::model, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** Figures being added up; null = not told. */
    private static final class Sums {
        private @Nullable BigDecimal requests;
        private @Nullable BigDecimal input;
        private @Nullable BigDecimal output;
        private @Nullable BigDecimal cost;

        private void add(@Nullable Long count, @Nullable Long in, @Nullable Long out, @Nullable BigDecimal usd) {
            requests = plus(requests, decimal(count));
            input = plus(input, decimal(in));
            output = plus(output, decimal(out));
            cost = plus(cost, usd);
        }
    }

    /** What the provider says; a row of all models is kept beside the rows of each. */
    void theirs(ExportRow row) {
        if (row.saysNothing()) {
            return;
        }
        String model = row.model() == null ? null : ModelName.family(row.model());
        theirs.computeIfAbsent(new Key(row.day(), model), _ -> new Sums())
                .add(row.requests(), row.input(), row.output(), row.costUsd());
    }

    /** What the log says of a model on a day, within the days that the provider tells of. */
    void ours(Figures figures) {
        if (figures.bucket() == null || figures.key() == null) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(figures.bucket(), ZoneOffset.UTC);
        ours(new Key(day, ModelName.family(figures.key())), figures);
        ours(new Key(day, null), figures);
    }

    private void ours(Key key, Figures figures) {
        ours.computeIfAbsent(key, _ -> new Sums())
                .add(
                        figures.requests(),
                        figures.tokens().prompt(),
                        figures.tokens().completion(),
                        figures.costUsd());
    }

    DriftReport report(String provider, LocalDate from, LocalDate to) {
        List<DriftReport.Row> rows = keys().stream()
                .map(key -> row(key, theirs.get(key), ours.get(key)))
                .toList();
        return new DriftReport(provider, from, to, rows, totals(rows));
    }

    /** Days of all models only where the provider tells them so; models that only one side knows are shown too. */
    private List<Key> keys() {
        List<Key> keys = new ArrayList<>(theirs.keySet());
        ours.keySet().stream()
                .filter(key -> key.model() != null && !theirs.containsKey(key) && tellsModels(key.day()))
                .forEach(keys::add);
        keys.sort(Key.ORDER);
        return keys;
    }

    private boolean tellsModels(LocalDate day) {
        return theirs.keySet().stream().anyMatch(key -> key.model() != null)
                || theirs.keySet().stream().noneMatch(key -> key.day().equals(day));
    }

    private static DriftReport.Row row(Key key, @Nullable Sums told, @Nullable Sums logged) {
        Sums mine = logged == null ? nothing() : logged;
        Sums yours = told == null ? nothing() : told;
        return new DriftReport.Row(
                key.day(),
                key.model(),
                pair(yours.requests, mine.requests),
                pair(yours.input, mine.input),
                pair(yours.output, mine.output),
                pair(yours.cost, mine.cost));
    }

    /** A day of a model that one side has nothing of is nothing there, and not unknown. */
    private static Sums nothing() {
        Sums none = new Sums();
        none.add(0L, 0L, 0L, BigDecimal.ZERO);
        return none;
    }

    private static DriftReport.Totals totals(List<DriftReport.Row> rows) {
        return new DriftReport.Totals(
                total(rows, DriftReport.Row::requests),
                total(rows, DriftReport.Row::inputTokens),
                total(rows, DriftReport.Row::outputTokens),
                total(rows, DriftReport.Row::costUsd));
    }

    private static DriftReport.Pair total(List<DriftReport.Row> rows, Function<DriftReport.Row, DriftReport.Pair> of) {
        BigDecimal told = null;
        BigDecimal logged = null;
        for (DriftReport.Row row : rows) {
            DriftReport.Pair pair = of.apply(row);
            if (pair.theirs() != null && pair.ours() != null) {
                told = plus(told, pair.theirs());
                logged = plus(logged, pair.ours());
            }
        }
        return pair(told, logged);
    }

    private static DriftReport.Pair pair(@Nullable BigDecimal told, @Nullable BigDecimal logged) {
        BigDecimal difference = told == null || logged == null ? null : logged.subtract(told);
        BigDecimal percent = difference == null || told == null || told.signum() == 0
                ? null
                : difference.multiply(HUNDRED).divide(told, PERCENT_DECIMALS, RoundingMode.HALF_UP);
        return new DriftReport.Pair(told, logged, difference, percent);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal sum, @Nullable BigDecimal more) {
        return more == null ? sum : sum == null ? more : sum.add(more);
    }

    private static @Nullable BigDecimal decimal(@Nullable Long count) {
        return count == null ? null : BigDecimal.valueOf(count);
    }
}
