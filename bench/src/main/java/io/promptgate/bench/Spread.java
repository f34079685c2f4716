package io.promptgate.bench;

import java.util.List;

/** The middle of some figures, and how far they lie apart. */
record Spread(double median, double least, double most) {

    /** Of at least one figure. */
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
