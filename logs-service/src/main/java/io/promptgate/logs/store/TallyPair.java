package io.promptgate.logs.store;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What should be kept of one combination at one time, and what is. */
final class TallyPair {
    private static final int MEDIAN = 50;

    final Tally expected = new Tally();
    final Tally found = new Tally();
    private final Row row;

    TallyPair(Row row) {
        this.row = row;
    }

    /** All figures that differ. */
    List<Difference> differences(String level) {
        Map<String, Object> wanted = figures(expected);
        Map<String, Object> kept = figures(found);
        List<Difference> differences = new ArrayList<>();
        wanted.forEach((figure, value) -> {
            Object other = Objects.requireNonNull(kept.get(figure));
            if (!value.equals(other)) {
                differences.add(difference(level, figure, shown(value), shown(other)));
            }
        });
        return differences;
    }

    private Difference difference(String level, String figure, String wanted, String kept) {
        return new Difference(
                level,
                row.getOffsetDateTime("start").toInstant(),
                row.getUUID("project_uuid"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("alias"),
                row.getUUID("token_id"),
                row.getString("endpoint_slug"),
                figure,
                wanted,
                kept);
    }

    private static Map<String, Object> figures(Tally tally) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", tally.requests);
        figures.put("errors", tally.errors);
        figures.put("unpriced", tally.unpriced);
        figures.put("priced", tally.priced);
        figures.put("prompt", tally.prompt);
        figures.put("completion", tally.completion);
        figures.put("total", tally.total);
        figures.put("cached", tally.cached);
        figures.put("reasoning", tally.reasoning);
        figures.put("cost", plain(tally.cost));
        figures.put("latency_sum", tally.latencySum);
        figures.put("latency", tally.latency);
        figures.put("ttft", tally.ttft);
        return figures;
    }

    private static BigDecimal plain(BigDecimal cost) {
        return cost.signum() == 0 ? BigDecimal.ZERO : cost.stripTrailingZeros();
    }

    private static String shown(Object value) {
        return switch (value) {
            case Histogram histogram -> histogram.count() + " values, median " + histogram.percentile(MEDIAN);
            case BigDecimal cost -> cost.toPlainString();
            default -> value.toString();
        };
    }
}
