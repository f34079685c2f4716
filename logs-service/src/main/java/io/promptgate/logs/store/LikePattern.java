package io.promptgate.logs.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Stream;

/** Patterns for {@code LIKE} in which the searched text stands for itself alone. */
final class LikePattern {
    private LikePattern() {}

    static String containing(String text) {
        String escaped =
                StoredText.whole(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return "%" + escaped + "%";
    }

    /**
     * The patterns by which a text is found in JSON as it was sent: as it is, with quotation marks and the like escaped,
     * and with all but ASCII escaped, as some clients write it.
     */
    static List<String> containingInJson(String text) {
        String escaped = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
        return Stream.of(text, escaped, ascii(escaped))
                .distinct()
                .map(LikePattern::containing)
                .toList();
    }

    private static String ascii(String json) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                result.append(c);
            } else {
                result.append("\\u%04x".formatted((int) c));
            }
        }
        return result.toString();
    }
}
