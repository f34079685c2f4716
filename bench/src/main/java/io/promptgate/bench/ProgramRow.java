package io.promptgate.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A program of a service, and what was measured of it.
 *
 * @param form {@link #JVM} or {@link #NATIVE}
 * @param bytes on disk; of a jar with all it takes along, without the JVM
 * @param loads windows under load, empty where there were none
 */
record ProgramRow(String service, String form, long bytes, List<Start> starts, List<Sample> loads) {
    static final String JVM = "JVM";
    static final String NATIVE = "native";

    ProgramRow {
        starts = List.copyOf(starts);
        loads = List.copyOf(loads);
    }

    Optional<Spread> readyMillis() {
        return spread(starts, Start::readyMillis);
    }

    Optional<Spread> idleMib() {
        return spread(starts, Start::idleMib);
    }

    Optional<Spread> loadedMib() {
        return spread(loads, Sample::residentMib);
    }

    Optional<Spread> cpuMicros() {
        return spread(loads, Sample::cpuMicros);
    }

    private static <T> Optional<Spread> spread(List<T> samples, Function<T, Double> figure) {
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(samples.stream().map(figure).toList()));
    }
}
