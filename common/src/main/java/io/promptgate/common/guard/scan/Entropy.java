package io.promptgate.common.guard.scan;

/** How little a text repeats itself. */
final class Entropy {
    private static final int ASCII = 128;

    private Entropy() {}

    /** Shannon's entropy of the characters between two places, in bits per character; ASCII alone is counted. */
    static double of(String text, int from, int to) {
        int[] counts = new int[ASCII];
        int all = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ASCII) {
                counts[c]++;
                all++;
            }
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / all;
                bits -= share * Math.log(share);
            }
        }
        return bits / Math.log(2);
    }
}
