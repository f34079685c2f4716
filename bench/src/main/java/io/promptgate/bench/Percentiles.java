package io.promptgate.bench;

import java.util.Arrays;

/** The middle and the slow end of a set of times, in milliseconds. */
record Percentiles(double p50, double p99) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of the first so many of the times, in nanoseconds. Zero where there is none. */
    static Percentiles of(long[] nanos, int count) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Percentiles(at(sorted, 0.50), at(sorted, 0.99));
    }

    /** The smallest time that this share of all times does not exceed. */
    private static double at(long[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
