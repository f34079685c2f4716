package io.promptgate.common.guard;

import java.util.List;
import java.util.Set;

/**
 * Words and phrases that refuse a call. Upper and lower case are alike, and so are the ways in which Unicode writes the
 * same character; white space of any kind and length is one space.
 *
 * @param wholeWords whether a keyword counts only where no letter or digit stands beside it
 */
public record KeywordBlocklist(boolean enabled, Set<Side> appliesTo, List<String> keywords, boolean wholeWords)
        implements GuardRule {

    /** Lists may be absent on the wire. */
    public KeywordBlocklist {
        appliesTo = appliesTo == null ? Set.of(Side.INPUT) : Set.copyOf(appliesTo);
        keywords = keywords == null ? List.of() : List.copyOf(keywords);
    }

    @Override
    public GuardKind kind() {
        return GuardKind.KEYWORD_BLOCKLIST;
    }
}
