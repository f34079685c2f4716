package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.KeywordBlocklist;

/** Looks for the words of a blocklist, all of them in one pass. */
final class KeywordScanner implements TextScanner {
    private static final String LABEL = "keyword";
    /** One is enough to refuse a call; a few more, since the first may stand in a part that was looked at before. */
    private static final int ENOUGH = 64;

    private final Automaton keywords;
    private final boolean wholeWords;

    KeywordScanner(KeywordBlocklist rule) {
        keywords = new Automaton(rule.keywords());
        wholeWords = rule.wholeWords();
    }

    @Override
    public void scan(String text, Findings found) {
        keywords.scan(text, (_, from, to) -> {
            if (wholeWords && !WordEdges.isWhole(text, from, to)) {
                return true;
            }
            found.add(from, to, LABEL);
            return found.count() < ENOUGH;
        });
    }
}
