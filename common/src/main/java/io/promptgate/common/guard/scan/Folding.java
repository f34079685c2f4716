package io.promptgate.common.guard.scan;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The form in which texts are compared: upper and lower case alike, each character taken apart as Unicode's
 * compatibility decomposition has it, all white space a space, and what cannot be seen left out.
 */
final class Folding {
    private static final int BMP = 0x10000;
    private static final int MARKS_OF_SHAPE = 0xFE00;
    private static final int MARKS_OF_SHAPE_END = 0xFE0F;
    private static final int GRAPHEME_JOINER = 0x034F;
    /** Filled as characters come; an entry that two threads write is the same. */
    private static final @Nullable String[] KNOWN = new @Nullable String[BMP];

    private Folding() {}

    /** What a character is compared as: none to a few characters. */
    static String of(int character) {
        if (character >= BMP) {
            return fold(character);
        }
        String known = KNOWN[character];
        if (known == null) {
            known = fold(character);
            KNOWN[character] = known;
        }
        return known;
    }

    /** The same of a whole text, white space of any length one space, none at the ends. */
    static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            String next = of(character);
            if (!next.equals(" ") || (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ')) {
                folded.append(next);
            }
        });
        return folded.toString().strip();
    }

    private static String fold(int character) {
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            return " ";
        }
        if (isUnseen(character)) {
            return "";
        }
        String one = Character.toString(character);
        if (Character.getType(character) == Character.SURROGATE) {
            return one;
        }
        String folded = one.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    }

    private static boolean isUnseen(int character) {
        return Character.getType(character) == Character.FORMAT
                || (character >= MARKS_OF_SHAPE && character <= MARKS_OF_SHAPE_END)
                || character == GRAPHEME_JOINER;
    }
}
