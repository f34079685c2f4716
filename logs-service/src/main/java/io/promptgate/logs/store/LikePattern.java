package io.promptgate.logs.store;

import io.promptgate.common.filter.BodyText;
import java.util.List;

/** Patterns for {@code LIKE} in which the searched text stands for itself alone. */
final class LikePattern {
    private LikePattern() {}

    static String containing(String text) {
        String escaped =
                StoredText.whole(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return "%" + escaped + "%";
    }

    /** The patterns by which a text is found in a body that was kept as it was sent. */
    static List<String> containingInJson(String text) {
        return BodyText.forms(text).stream().map(LikePattern::containing).toList();
    }
}
