package io.promptgate.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the figures are held against: CPU for each answer, as a multiple of nginx's in the same rounds. */
final class Bars {
    /**
     * One bar.
     *
     * @param most the largest multiple that is good enough
     */
    record Bar(Upstream upstream, String target, double most) {}

    private static final List<Bar> ALL =
            List.of(new Bar(Upstream.INSTANT, Targets.FULL, 5.0), new Bar(Upstream.INSTANT, Targets.NO_BODIES, 5.0));

    private Bars() {}

    /** One line for each bar whose lane was run. */
    static List<String> judge(List<Row> rows) {
        return ALL.stream()
                .flatMap(bar -> row(bar, rows).map(row -> line(bar, row)).stream())
                .toList();
    }

    private static Optional<Row> row(Bar bar, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.lane().upstream() == bar.upstream()
                        && row.lane().clients() == Lane.BAR_CLIENTS
                        && row.target().equals(bar.target()))
                .findFirst();
    }

    private static String line(Bar bar, Row row) {
        double times = row.timesNginx().median();
        return String.format(
                Locale.ROOT,
                "%s: %s takes %.1f × nginx's CPU; the bar is %.1f: %s",
                row.lane().title(),
                row.target(),
                times,
                bar.most(),
                times <= bar.most() ? "held" : "MISSED");
    }
}
