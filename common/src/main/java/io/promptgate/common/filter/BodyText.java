package io.promptgate.common.filter;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Stream;

/** How a text may stand in a body that was kept as it was sent. */
public final class BodyText {
    private BodyText() {}

    /**
     * The forms by which a text is found in JSON: as it is, with quotation marks and the like escaped, and with all but
     * ASCII escaped, as some clients write it. The text itself comes first.
     */
    public static List<String> forms(String text) {
        String escaped = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
        return Stream.of(text, escaped, ascii(escaped)).distinct().toList();
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
