package io.promptgate.logs.store;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the sums that the rollups gave into figures: of the groups over the whole time first, then of their buckets. */
final class RollupFigures {
    private static final int MEDIAN = 50;
    private static final int HIGH = 95;
    private static final int HIGHEST = 99;

    private static final Comparator<Figures> BIGGEST_FIRST = Comparator.comparingLong(Figures::requests)
            .reversed()
            .thenComparing(Figures::key, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<Cell, Group> cells = new HashMap<>();

    private record Cell(@Nullable String key, @Nullable Instant bucket) {}

    private static final class Group {
        private final Tally tally = new Tally();
        private @Nullable String name;

        void add(@Nullable String other, Tally more) {
            tally.add(more);
            name = name == null || (other != null && other.compareTo(name) > 0) ? other : name;
        }
    }

    void add(Row row) {
        Tally tally = RollupRow.tally(row);
        String key = row.getString("key");
        String name = row.getString("name");
        OffsetDateTime bucket = row.getOffsetDateTime("bucket");
        add(new Cell(key, null), name, tally);
        if (bucket != null) {
            add(new Cell(key, bucket.toInstant()), name, tally);
        }
    }

    List<Figures> figures() {
        List<Figures> groups = new ArrayList<>();
        List<Figures> buckets = new ArrayList<>();
        cells.forEach((cell, group) -> {
            // what was there and was taken away leaves a tally of nothing
            if (group.tally.requests > 0) {
                (cell.bucket() == null ? groups : buckets).add(figures(cell, group));
            }
        });
        groups.sort(BIGGEST_FIRST);
        buckets.sort(Comparator.comparing((Figures f) -> Objects.requireNonNull(f.bucket()))
                .thenComparing(BIGGEST_FIRST));
        groups.addAll(buckets);
        return groups;
    }

    private void add(Cell cell, @Nullable String name, Tally tally) {
        cells.computeIfAbsent(cell, _ -> new Group()).add(name, tally);
    }

    private static Figures figures(Cell cell, Group group) {
        Tally t = group.tally;
        return new Figures(
                cell.key(),
                group.name,
                cell.bucket(),
                t.requests,
                t.errors,
                t.unpriced,
                latency(t),
                new Figures.Ttft(t.ttft.percentile(MEDIAN), t.ttft.percentile(HIGH)),
                new Figures.Tokens(t.prompt, t.completion, t.total, t.cached, t.reasoning),
                t.priced > 0 ? t.cost : null);
    }

    private static Figures.Latency latency(Tally t) {
        BigDecimal average =
                BigDecimal.valueOf(t.latencySum).divide(BigDecimal.valueOf(t.requests), 1, RoundingMode.HALF_UP);
        return new Figures.Latency(average, at(t.latency, MEDIAN), at(t.latency, HIGH), at(t.latency, HIGHEST));
    }

    private static long at(Histogram histogram, int percent) {
        return Objects.requireNonNullElse(histogram.percentile(percent), 0L);
    }
}
