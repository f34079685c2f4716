package io.promptgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run as a table in markdown: medians, and of the CPU also the range. */
final class Table {
    private static final String HEAD = """
            | lane | target | per second | p50 ms | p99 ms | first token p50 / p99 ms | CPU µs each | × nginx | RSS MiB | errors | notes |
            |---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|
            """;

    private Table() {}

    static String of(Report report) {
        StringBuilder text =
                new StringBuilder(facts(report.machine())).append("\n\n").append(HEAD);
        report.rows().forEach(row -> text.append(line(row)));
        text.append('\n');
        report.verdicts().forEach(verdict -> text.append("- ").append(verdict).append('\n'));
        return text.append("- ").append(report.books().line()).append('\n').toString();
    }

    /** What the figures were taken on, in one line. */
    static String facts(MachineFacts machine) {
        return String.join(
                " · ",
                machine.at().toString(),
                machine.cores() + " cores " + machine.cpu(),
                machine.kernel(),
                "JDK " + machine.jdk(),
                machine.nginx(),
                machine.wrk());
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.2f | %.2f | %s | %s | %d | %s |%n",
                row.lane().title(),
                row.target(),
                row.spread(Sample::perSecond).median(),
                row.spread(s -> s.latency().p50()).median(),
                row.spread(s -> s.latency().p99()).median(),
                firstToken(row),
                cost(row),
                row.errors(),
                notes(row));
    }

    /** CPU, its ratio and memory; not of the stub, which stands in for a provider. */
    private static String cost(Row row) {
        if (row.target().equals(Targets.DIRECT)) {
            return " |  | ";
        }
        Spread cpu = row.spread(Sample::cpuMicros);
        Spread times = row.timesNginx();
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f–%.1f) | %.2f (%.2f–%.2f) | %.0f",
                cpu.median(),
                cpu.least(),
                cpu.most(),
                times.median(),
                times.least(),
                times.most(),
                row.spread(Sample::residentMib).median());
    }

    private static String firstToken(Row row) {
        return row.lane().kind() == Lane.Kind.PLAIN
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f / %.2f",
                        row.spread(s -> of(s.firstToken(), Percentiles::p50)).median(),
                        row.spread(s -> of(s.firstToken(), Percentiles::p99)).median());
    }

    private static double of(@Nullable Percentiles times, Function<Percentiles, Double> which) {
        return times == null ? 0 : which.apply(times);
    }

    private static String notes(Row row) {
        List<String> notes = new ArrayList<>();
        if (row.any(Sample.Limits::generator)) {
            notes.add("load generator at its limit");
        }
        if (row.any(Sample.Limits::stub)) {
            notes.add("stub at its limit");
        }
        if (row.any(Sample.Limits::noise)) {
            notes.add("machine was not quiet");
        }
        if (row.dropped() > 0) {
            notes.add(String.format(Locale.ROOT, "%,d records dropped", row.dropped()));
        }
        return String.join("; ", notes);
    }
}
