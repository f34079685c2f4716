package io.promptgate.common.filter;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes values so that the parser reads them back as they are. */
final class Quoting {
    private Quoting() {}

    static <T> String keyed(boolean excluded, FilterKey key, List<T> values, Function<T, String> text) {
        return (excluded ? "-" : "")
                + key.word()
                + ':'
                + values.stream().map(text).collect(Collectors.joining(","));
    }

    /** A value after a colon: quoted where it holds a space or a comma, or begins with a quotation mark. */
    static String value(String value) {
        boolean plain = !value.startsWith("\"") && value.chars().noneMatch(c -> c == ',' || Character.isWhitespace(c));
        return plain ? value : quoted(value);
    }

    /** A word on its own: quoted where it could be taken for anything else. */
    static String word(String word) {
        return word.chars().allMatch(Character::isLetterOrDigit) ? word : quoted(word);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
