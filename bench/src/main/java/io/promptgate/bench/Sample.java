package io.promptgate.bench;

import org.jspecify.annotations.Nullable;

/**
 * One window of one target in one lane.
 *
 * @param perSecond answers, or whole streams
 * @param cpuMicros CPU of the target's processes for each answer, until all that followed from it was done
 * @param residentMib memory of the target's processes at the end
 * @param dropped records that were not shipped
 */
record Sample(
        double perSecond,
        Percentiles latency,
        @Nullable Percentiles firstToken,
        double cpuMicros,
        double residentMib,
        long errors,
        long dropped,
        Limits limits) {

    /**
     * What else may have shaped the window.
     *
     * @param generatorCores how much of its one core the load generator used
     * @param stubShare how much of the cores that the stub can use it used
     * @param busyBefore cores that were busy in the pause before the window, when nothing of the bench ran
     */
    record Limits(double generatorCores, double stubShare, double busyBefore) {
        private static final double FULL = 0.9;
        private static final double NOISE_CORES = 0.3;

        boolean generator() {
            return generatorCores > FULL;
        }

        boolean stub() {
            return stubShare > FULL;
        }

        /** Other programs took a good part of a core. */
        boolean noise() {
            return busyBefore > NOISE_CORES;
        }
    }
}
