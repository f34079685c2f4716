package io.promptgate.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Jars and native programs as a table in markdown, with what they are held against. */
final class ProgramTable {
    private static final double BYTES_PER_MIB = 1024 * 1024;

    private static final String HEAD = """
            | service | program | MiB on disk | ready ms | RSS MiB idle | RSS MiB at c=64 | CPU µs each at c=64 |
            |---|---|--:|--:|--:|--:|--:|
            """;

    /**
     * One bar.
     *
     * @param figure what it is on
     * @param most the largest that is good enough
     */
    private record Bar(
            String service,
            String form,
            String what,
            String unit,
            double most,
            Function<ProgramRow, Optional<Spread>> figure) {}

    private static final List<Bar> BARS = List.of(
            new Bar("gateway-service", ProgramRow.NATIVE, "ready", "ms", 100, ProgramRow::readyMillis),
            new Bar("gateway-service", ProgramRow.JVM, "ready", "ms", 2_500, ProgramRow::readyMillis),
            new Bar("admin-service", ProgramRow.NATIVE, "ready", "ms", 300, ProgramRow::readyMillis),
            new Bar("admin-service", ProgramRow.JVM, "ready", "ms", 2_500, ProgramRow::readyMillis),
            new Bar("gateway-service", ProgramRow.NATIVE, "memory idle", "MiB", 60, ProgramRow::idleMib),
            new Bar("gateway-service", ProgramRow.NATIVE, "memory at c=64", "MiB", 150, ProgramRow::loadedMib));

    private ProgramTable() {}

    static String of(MachineFacts machine, List<ProgramRow> rows) {
        StringBuilder text =
                new StringBuilder(Table.facts(machine)).append("\n\n").append(HEAD);
        rows.forEach(row -> text.append(line(row)));
        text.append('\n');
        for (Bar bar : BARS) {
            rows.stream()
                    .filter(row ->
                            row.service().equals(bar.service()) && row.form().equals(bar.form()))
                    .flatMap(row -> bar.figure().apply(row).stream())
                    .forEach(spread -> text.append(verdict(bar, spread.median())));
        }
        return text.toString();
    }

    private static String line(ProgramRow row) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %s | %s | %s | %s |%n",
                row.service(),
                row.form(),
                row.bytes() / BYTES_PER_MIB,
                text(row.readyMillis()),
                text(row.idleMib()),
                text(row.loadedMib()),
                text(row.cpuMicros()));
    }

    private static String text(Optional<Spread> spread) {
        return spread.map(s -> String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", s.median(), s.least(), s.most()))
                .orElse("");
    }

    private static String verdict(Bar bar, double median) {
        return String.format(
                Locale.ROOT,
                "- %s, %s: %s %.0f %s; the bar is %.0f: %s%n",
                bar.service(),
                bar.form(),
                bar.what(),
                median,
                bar.unit(),
                bar.most(),
                median <= bar.most() ? "held" : "MISSED");
    }
}
