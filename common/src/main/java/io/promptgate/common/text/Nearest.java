package io.promptgate.common.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody probably meant. */
public final class Nearest {
    private static final int MOST_EDITS = 2;
    private static final int LONGEST = 20;

    private Nearest() {}

    /** The candidate with the fewest edits, or null when none is within two or the word is nothing like a key. */
    public static @Nullable String of(String word, List<String> candidates) {
        if (word.length() > LONGEST) {
            return null;
        }
        String best = null;
        int fewest = Math.min(MOST_EDITS, word.length() - 1) + 1;
        for (String candidate : candidates) {
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return best;
    }

    /**
     * The candidate with the fewest edits, however many those are.
     *
     * @throws NoSuchElementException when there are no candidates
     */
    public static String among(List<String> candidates, String word) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
