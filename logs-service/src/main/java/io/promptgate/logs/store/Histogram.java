package io.promptgate.logs.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often which number of milliseconds occurred. Numbers below 128 are kept exactly, larger ones in 64 buckets to each
 * power of two, so that what {@link #percentile} returns is at most 1/128 (0.8 %) off. As bytes, two histograms joined
 * end to end are their sum; a count may be negative, where values were taken away. Not thread-safe.
 */
final class Histogram {
    static final byte[] EMPTY = {};

    // buckets of the largest long
    private static final int BUCKETS = 3_712;
    private static final int EXACT = 128;
    private static final int STEP_BITS = 6;
    private static final int STEP = 1 << STEP_BITS;
    private static final int MORE = 0x80;
    private static final int LOW = 0x7F;
    private static final int GROUP_BITS = 7;
    private static final int GROWTH = 16;

    private int[] buckets = {};
    private long[] counts = {};
    private int size;
    // after the bucket that was added to last
    private int next;

    /** Counts a value so many times; below 0 counts as 0. */
    void add(long millis, long times) {
        addBucket(bucket(millis), times);
    }

    void add(Histogram other) {
        for (int i = 0; i < other.size; i++) {
            addBucket(other.buckets[i], other.counts[i]);
        }
    }

    /**
     * Adds what {@link #bytes} gave, once or several times end to end.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    void add(byte[] bytes) {
        int[] at = {0};
        while (at[0] < bytes.length) {
            long bucket = varint(bytes, at);
            long zigzag = varint(bytes, at);
            if (bucket >= BUCKETS) {
                throw new IllegalArgumentException("no bucket of a histogram: " + bucket);
            }
            addBucket((int) bucket, (zigzag >>> 1) ^ -(zigzag & 1));
        }
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** The value at the nearest rank, the middle of its bucket; null when there are no values. */
    @Nullable
    Long percentile(int percent) {
        long rank = Math.ceilDiv(count() * percent, 100L);
        long seen = 0;
        for (int i = 0; i < size; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return middle(buckets[i]);
            }
        }
        return null;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size * 3);
        for (int i = 0; i < size; i++) {
            if (counts[i] != 0) {
                varint(out, buckets[i]);
                varint(out, counts[i] << 1 ^ counts[i] >> (Long.SIZE - 1));
            }
        }
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    private void addBucket(int bucket, long times) {
        // histograms come in order of their buckets: mostly it is the next one, or the last
        int i = next < size && buckets[next] == bucket ? next : find(bucket);
        if (i >= 0) {
            counts[i] += times;
            next = i + 1;
            return;
        }
        int gap = -i - 1;
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, size * 2 + GROWTH);
            counts = Arrays.copyOf(counts, size * 2 + GROWTH);
        }
        System.arraycopy(buckets, gap, buckets, gap + 1, size - gap);
        System.arraycopy(counts, gap, counts, gap + 1, size - gap);
        buckets[gap] = bucket;
        counts[gap] = times;
        size++;
        next = gap + 1;
    }

    private int find(int bucket) {
        return size == 0 || buckets[size - 1] < bucket ? -size - 1 : Arrays.binarySearch(buckets, 0, size, bucket);
    }

    private static int bucket(long millis) {
        if (millis < EXACT) {
            return (int) Math.max(0, millis);
        }
        int shift = Long.SIZE - 1 - STEP_BITS - Long.numberOfLeadingZeros(millis);
        return (shift << STEP_BITS) + (int) (millis >> shift);
    }

    private static long middle(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int shift = (bucket >> STEP_BITS) - 1;
        long lowest = (long) (STEP + (bucket & STEP - 1)) << shift;
        return lowest + (((1L << shift) - 1) >> 1);
    }

    private static long varint(byte[] bytes, int[] at) {
        long value = 0;
        for (int shift = 0; at[0] < bytes.length && shift < Long.SIZE; shift += GROUP_BITS) {
            byte b = bytes[at[0]++];
            value |= (long) (b & LOW) << shift;
            if ((b & MORE) == 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a histogram breaks off");
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~LOW) != 0) {
            out.write((int) (rest & LOW) | MORE);
            rest >>>= GROUP_BITS;
        }
        out.write((int) rest);
    }
}
