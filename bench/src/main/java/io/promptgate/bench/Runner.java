package io.promptgate.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs all windows. Those of one lane are interleaved, so that a change of the machine's mood meets all targets. */
final class Runner {
    private final Options options;
    private final Window window;
    private final List<Target> targets;
    private final PrintStream progress;

    Runner(Options options, Window window, List<Target> targets, PrintStream progress) {
        this.options = options;
        this.window = window;
        this.targets = targets;
        this.progress = progress;
    }

    /** Warms up and measures; one row for each target in each lane. */
    List<Row> run() throws InterruptedException {
        new WarmUp(options, window, progress).run(targets);
        List<Row> rows = new ArrayList<>();
        for (Lane lane : Lane.of(options.kinds())) {
            Map<String, List<Sample>> samples = rounds(lane);
            List<Sample> nginx = samples.getOrDefault(Targets.NGINX, List.of());
            samples.forEach((target, taken) -> rows.add(new Row(lane, target, taken, nginx)));
        }
        return rows;
    }

    private Map<String, List<Sample>> rounds(Lane lane) throws InterruptedException {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 1; round <= options.rounds(); round++) {
            progress.printf("%s, round %d of %d ...%n", lane.title(), round, options.rounds());
            for (Target target : targets) {
                Sample sample = window.measure(lane, target, options.window(lane));
                progress.printf(
                        Locale.ROOT,
                        "  %-24s %,9.0f per second, %7.1f µs of CPU each%n",
                        target.name(),
                        sample.perSecond(),
                        sample.cpuMicros());
                samples.computeIfAbsent(target.name(), _ -> new ArrayList<>()).add(sample);
            }
        }
        return samples;
    }
}
