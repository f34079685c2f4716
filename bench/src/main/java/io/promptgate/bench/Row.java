package io.promptgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * All windows of one target in one lane.
 *
 * @param nginx the windows of nginx in the same rounds
 */
record Row(Lane lane, String target, List<Sample> samples, List<Sample> nginx) {
    Row {
        samples = List.copyOf(samples);
        nginx = List.copyOf(nginx);
    }

    Spread spread(ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream().map(figure::applyAsDouble).toList());
    }

    /** CPU for each answer as a multiple of nginx's, round by round. */
    Spread timesNginx() {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < samples.size(); round++) {
            ratios.add(samples.get(round).cpuMicros() / nginx.get(round).cpuMicros());
        }
        return Spread.of(ratios);
    }

    long errors() {
        return samples.stream().mapToLong(Sample::errors).sum();
    }

    long dropped() {
        return samples.stream().mapToLong(Sample::dropped).sum();
    }

    boolean any(Predicate<Sample.Limits> fact) {
        return samples.stream().map(Sample::limits).anyMatch(fact);
    }
}
