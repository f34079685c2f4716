package io.promptgate.common.guard.scan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds all of many phrases in one pass over a text (Aho and Corasick, 1975), in the form of {@link Folding}. Immutable,
 * thread-safe.
 */
final class Automaton {
    private static final int NONE = -1;
    private static final int ASCII = 128;
    /** Numbers of the dense table: 8 MB of memory. */
    private static final int MOST_DENSE = 2_000_000;

    private static final int CHAR_BITS = 16;

    /** Told of each place where a phrase stands. */
    interface Hit {
        /**
         * A phrase stands here.
         *
         * @param phrase its place in the list that the automaton was made of
         * @param from where it begins in the text itself
         * @return whether to look on
         */
        boolean at(int phrase, int from, int to);
    }

    /** The states that follow a state, by state and character: open addressing, a power of two of places. */
    private long[] edges = new long[64];

    private int[] targets = new int[64];
    private int edgeCount;
    private int states = 1;
    /** The state of the longest other phrase's beginning that ends here. */
    private int[] fail = new int[16];
    /** The phrase that ends at a state, or NONE. */
    private int[] phrase = new int[16];
    /** The next shorter phrase's state that ends here too; 0 = none. */
    private int[] shorter = new int[16];

    /** Whether a phrase ends at a state. */
    private final boolean[] ends;
    /** The place of an ASCII character in a row of {@link #dense}; 0 = it is in no phrase. */
    private final byte[] columns = new byte[ASCII];

    private int width = 1;
    /** For each state and ASCII character the state that follows, failures resolved; empty where that is too much. */
    private final int[] dense;

    private final int[] lengths;
    private int longest = 1;

    Automaton(List<String> phrases) {
        Arrays.fill(edges, NONE);
        Arrays.fill(phrase, NONE);
        lengths = new int[phrases.size()];
        for (int i = 0; i < lengths.length; i++) {
            String folded = Folding.of(phrases.get(i));
            lengths[i] = folded.length();
            longest = Math.max(longest, folded.length());
            insert(folded, i);
        }
        int[] order = link();
        ends = new boolean[states];
        for (int state = 0; state < states; state++) {
            ends[state] = phrase[state] != NONE || shorter[state] != 0;
        }
        dense = dense(order);
    }

    void scan(String text, Hit hit) {
        int[] starts = new int[Integer.highestOneBit(longest) * 2];
        int mask = starts.length - 1;
        int state = 0;
        int fed = 0;
        boolean space = false;
        int length = text.length();
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            if (c < ASCII && c > ' ') {
                space = false;
                char folded = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
                starts[fed++ & mask] = at++;
                state = dense.length == 0 ? step(state, folded) : dense[state * width + columns[folded]];
                if (ends[state] && !tell(state, starts, fed, at, hit)) {
                    return;
                }
                continue;
            }
            int character = text.codePointAt(at);
            int end = at + Character.charCount(character);
            String folded = Folding.of(character);
            boolean nowSpace = folded.equals(" ");
            if (!(nowSpace && space)) {
                for (int i = 0; i < folded.length(); i++) {
                    starts[fed++ & mask] = at;
                    state = step(state, folded.charAt(i));
                    if (ends[state] && !tell(state, starts, fed, end, hit)) {
                        return;
                    }
                }
            }
            space = folded.isEmpty() ? space : nowSpace;
            at = end;
        }
    }

    private boolean tell(int state, int[] starts, int fed, int end, Hit hit) {
        for (int at = phrase[state] != NONE ? state : shorter[state]; at != 0; at = shorter[at]) {
            int found = phrase[at];
            int from = starts[(fed - lengths[found]) & (starts.length - 1)];
            if (!hit.at(found, from, end)) {
                return false;
            }
        }
        return true;
    }

    private int step(int from, char c) {
        int state = from;
        while (true) {
            int next = next(state, c);
            if (next != NONE) {
                return next;
            }
            if (state == 0) {
                return 0;
            }
            state = fail[state];
        }
    }

    private void insert(String folded, int number) {
        int state = 0;
        for (int i = 0; i < folded.length(); i++) {
            int next = next(state, folded.charAt(i));
            if (next == NONE) {
                next = add(state, folded.charAt(i));
            }
            state = next;
        }
        if (state != 0 && phrase[state] == NONE) {
            phrase[state] = number;
        }
    }

    private int add(int state, char c) {
        if (states == fail.length) {
            fail = Arrays.copyOf(fail, states * 2);
            shorter = Arrays.copyOf(shorter, states * 2);
            phrase = Arrays.copyOf(phrase, states * 2);
            Arrays.fill(phrase, states, phrase.length, NONE);
        }
        if (edgeCount * 2 >= edges.length) {
            grow();
        }
        put(key(state, c), states);
        return states++;
    }

    /** Walks the states from the shortest to the longest; gives them in that order. */
    private int[] link() {
        int[] order = new int[states];
        int walked = 0;
        Deque<Integer> waiting = new ArrayDeque<>();
        int[][] children = children();
        waiting.add(0);
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            order[walked++] = state;
            for (int child : children[state]) {
                char c = (char) incoming[child];
                fail[child] = state == 0 ? 0 : step(fail[state], c);
                shorter[child] = phrase[fail[child]] != NONE ? fail[child] : shorter[fail[child]];
                waiting.add(child);
            }
        }
        incoming = new int[0];
        return order;
    }

    private int[] dense(int[] order) {
        for (long edge : edges) {
            int c = (int) (edge & 0xFFFF);
            if (edge != NONE && c < ASCII && columns[c] == 0) {
                columns[c] = (byte) width++;
            }
        }
        if ((long) states * width > MOST_DENSE) {
            return new int[0];
        }
        int[] table = new int[states * width];
        for (int state : order) {
            for (char c = 0; c < ASCII; c++) {
                if (columns[c] != 0) {
                    int next = next(state, c);
                    int failed = state == 0 ? 0 : table[fail[state] * width + columns[c]];
                    table[state * width + columns[c]] = next == NONE ? failed : next;
                }
            }
        }
        return table;
    }

    /** The character that leads to each state; while the automaton is made. */
    private int[] incoming = new int[0];

    private int[][] children() {
        incoming = new int[states];
        int[] counts = new int[states];
        for (long edge : edges) {
            if (edge != NONE) {
                counts[(int) (edge >> CHAR_BITS)]++;
            }
        }
        int[][] children = new int[states][];
        for (int i = 0; i < states; i++) {
            children[i] = new int[counts[i]];
        }
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] != NONE) {
                int parent = (int) (edges[i] >> CHAR_BITS);
                children[parent][--counts[parent]] = targets[i];
                incoming[targets[i]] = (int) (edges[i] & 0xFFFF);
            }
        }
        return children;
    }

    private void grow() {
        long[] oldEdges = edges;
        int[] oldTargets = targets;
        edges = new long[oldEdges.length * 2];
        targets = new int[oldEdges.length * 2];
        Arrays.fill(edges, NONE);
        edgeCount = 0;
        for (int i = 0; i < oldEdges.length; i++) {
            if (oldEdges[i] != NONE) {
                put(oldEdges[i], oldTargets[i]);
            }
        }
    }

    private void put(long key, int target) {
        int place = place(key);
        while (edges[place] != NONE) {
            place = (place + 1) & (edges.length - 1);
        }
        edges[place] = key;
        targets[place] = target;
        edgeCount++;
    }

    private int next(int state, char c) {
        long key = key(state, c);
        int place = place(key);
        while (edges[place] != NONE) {
            if (edges[place] == key) {
                return targets[place];
            }
            place = (place + 1) & (edges.length - 1);
        }
        return NONE;
    }

    private int place(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (edges.length - 1);
    }

    private static long key(int state, char c) {
        return ((long) state << CHAR_BITS) | c;
    }
}
