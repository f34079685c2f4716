package io.promptgate.common.guard.scan;

import java.util.ArrayList;
import java.util.List;

/**
 * What the rules say of one whole text.
 *
 * @param findings in the order of the text
 * @param edits apart from each other and in order, by places in the text as it was given
 */
public record GuardedText(List<Finding> findings, List<Edit> edits) {

    /** Looks a text over that says what it says. */
    public static GuardedText plain(TextGuard guard, String text, boolean trusted) {
        List<Finding> findings = guard.look(text, trusted);
        return new GuardedText(findings, TextGuard.edits(findings));
    }

    /** Looks a text over that is JSON itself; a mark in place of a number becomes a string, so that it stays JSON. */
    public static GuardedText json(TextGuard guard, String raw, boolean trusted) {
        EscapedText text = EscapedText.of(raw, true);
        List<Finding> findings = guard.look(text.text(), trusted);
        List<Edit> edits = new ArrayList<>();
        Quotes quotes = new Quotes();
        int passed = 0;
        for (Edit edit : TextGuard.edits(findings)) {
            int from = text.place(edit.from());
            int to = text.place(edit.to());
            quotes.pass(raw, passed, from);
            edits.add(new Edit(from, to, quotes.fit(edit.mark())));
            quotes.pass(raw, from, to);
            passed = to;
        }
        return new GuardedText(findings, edits);
    }

    /** The text with the edits done; the same object where there are none. */
    public String apply(String text) {
        if (edits.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (Edit edit : edits) {
            out.append(text, at, edit.from()).append(edit.mark());
            at = edit.to();
        }
        return out.append(text, at, text.length()).toString();
    }
}
