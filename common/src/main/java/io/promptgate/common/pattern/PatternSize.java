package io.promptgate.common.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a regular expression becomes when its repetitions are written out, which is what RE2 does: a few characters
 * such as <code>((a{100}){100}){100}</code> would fill the memory otherwise. Reads the syntax only as far as the size
 * needs it, and rather too large than too small.
 */
final class PatternSize {
    private static final long MOST = Integer.MAX_VALUE;

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private int at;
    private long sum;
    /** The size of what a repetition would repeat. */
    private long last;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static long of(String pattern) {
        PatternSize size = new PatternSize(pattern);
        while (size.at < pattern.length()) {
            size.step();
        }
        while (!size.outer.isEmpty()) {
            size.close();
        }
        return size.sum;
    }

    private void step() {
        switch (pattern.charAt(at)) {
            case '\\' -> atom(at + 2);
            case '[' -> atom(behindClass());
            case '(' -> {
                outer.push(sum);
                sum = 1;
                at++;
            }
            case ')' -> {
                close();
                at++;
            }
            case '{' -> repeat();
            default -> atom(at + 1);
        }
    }

    private void atom(int next) {
        last = 1;
        sum = Math.min(MOST, sum + 1);
        at = next;
    }

    private void close() {
        if (!outer.isEmpty()) {
            last = sum;
            sum = Math.min(MOST, outer.pop() + last);
        }
    }

    private int behindClass() {
        int i = at + 1;
        while (i < pattern.length() && (pattern.charAt(i) != ']' || i <= at + 1)) {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private void repeat() {
        int end = pattern.indexOf('}', at);
        String count = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!count.matches("\\d{1,4}(,\\d{0,4})?")) {
            atom(at + 1);
            return;
        }
        long most = 1;
        int comma = count.indexOf(',');
        if (comma >= 0 && comma < count.length() - 1) {
            most = Long.parseLong(count.substring(comma + 1));
        } else {
            most = Math.max(most, Long.parseLong(comma < 0 ? count : count.substring(0, comma)));
        }
        sum = Math.min(MOST, sum + last * (most - 1));
        last = Math.min(MOST, last * most);
        at = end + 1;
    }
}
