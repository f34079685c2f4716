package io.promptgate.gateway.policy;

/**
 * What was admitted in the last so many milliseconds. It counts in steps: an admission is forgotten only when the step
 * that it came in lies outside of the window as a whole, so no span of the window's length, wherever it begins, ever
 * holds more than the limit. Steps are of one millisecond for limits up to {@value #EXACT}, and of a thousandth of the
 * window for larger ones and for tokens; that bounds the steps that are kept. Not thread-safe.
 */
final class SlidingWindow {
    /** Up to this limit each admission has its own millisecond. */
    static final int EXACT = 1_000;

    private static final int STEPS = 1_000;

    private final long span;
    private long[] ends = new long[8];
    private long[] weights = new long[8];
    private int head;
    private int size;
    private long sum;

    /**
     * An empty window.
     *
     * @param span its length in milliseconds, a multiple of 1,000
     */
    SlidingWindow(long span) {
        this.span = span;
    }

    /** The length of steps in milliseconds under this limit. */
    static long step(long span, long limit, boolean exact) {
        return exact && limit <= EXACT ? 1 : span / STEPS;
    }

    /** What is left of the limit. */
    long remaining(long limit, long now) {
        forget(now);
        return limit - sum;
    }

    /** After how many milliseconds that much more has room; 0 = at once. It must not be more than the limit itself. */
    long wait(long weight, long limit, long now) {
        forget(now);
        long missing = sum + weight - limit;
        long wait = 0;
        for (int i = 0; missing > 0 && i < size; i++) {
            int at = index(i);
            missing -= weights[at];
            wait = ends[at] + span - now;
        }
        return wait;
    }

    /** After how many milliseconds the oldest of what counts is forgotten; 0 when nothing counts. */
    long reset(long now) {
        forget(now);
        return size == 0 ? 0 : ends[head] + span - now;
    }

    /**
     * Counts that much more, whether it has room or not.
     *
     * @return the end of its step, by which it can be corrected
     */
    long take(long weight, long now, long step) {
        long end = now - Math.floorMod(now, step) + step;
        if (size > 0 && ends[index(size - 1)] >= end) {
            end = ends[index(size - 1)];
        } else {
            push(end);
        }
        weights[index(size - 1)] += weight;
        sum += weight;
        return end;
    }

    /** Corrects what was counted in a step; of one that is forgotten there is nothing to correct. */
    void correct(long end, long difference) {
        for (int i = size - 1; i >= 0 && ends[index(i)] >= end; i--) {
            if (ends[index(i)] == end) {
                weights[index(i)] += difference;
                sum += difference;
            }
        }
    }

    /** How many steps are kept. */
    int steps() {
        return size;
    }

    private void forget(long now) {
        while (size > 0 && ends[head] + span <= now) {
            sum -= weights[head];
            head = (head + 1) % ends.length;
            size--;
        }
    }

    private void push(long end) {
        if (size == ends.length) {
            grow();
        }
        ends[index(size)] = end;
        weights[index(size)] = 0;
        size++;
    }

    private void grow() {
        long[] moreEnds = new long[size * 2];
        long[] moreWeights = new long[size * 2];
        for (int i = 0; i < size; i++) {
            moreEnds[i] = ends[index(i)];
            moreWeights[i] = weights[index(i)];
        }
        ends = moreEnds;
        weights = moreWeights;
        head = 0;
    }

    private int index(int i) {
        return (head + i) % ends.length;
    }
}
