package io.promptgate.common.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.pattern.LinearPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Patterns ready for use. Immutable, thread-safe; time is linear in the text's length, whatever the pattern. */
public final class Redactions {
    /** Patterns of one project. */
    public static final int MOST_PATTERNS = 20;

    public static final Redactions NONE = new Redactions(List.of());

    private final List<Rule> rules;

    private Redactions(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(Pattern pattern, String mark) {}

    /** A stretch of a text and what stands there instead. */
    record Edit(int from, int to, String mark) {}

    /**
     * Patterns that have been checked.
     *
     * @throws IllegalArgumentException when one of them is wrong
     */
    public static Redactions of(List<RedactPattern> patterns) {
        if (patterns.isEmpty()) {
            return NONE;
        }
        List<Rule> rules = new ArrayList<>(patterns.size());
        for (RedactPattern pattern : patterns) {
            rules.add(new Rule(LinearPattern.compile(pattern.pattern()), "[redacted:" + pattern.label() + "]"));
        }
        return new Redactions(rules);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The text with a mark in place of each match. */
    public String text(String text) {
        List<Edit> edits = edits(text);
        if (edits.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (Edit edit : edits) {
            out.append(text, from, edit.from()).append(edit.mark());
            from = edit.to();
        }
        return out.append(text, from, text.length()).toString();
    }

    /** All matches in order; of two that overlap they are one, under the mark of the first. */
    List<Edit> edits(String text) {
        List<Edit> all = new ArrayList<>();
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern().matcher(text);
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    all.add(new Edit(matcher.start(), matcher.end(), rule.mark()));
                }
            }
        }
        all.sort(Comparator.comparingInt(Edit::from));
        List<Edit> apart = new ArrayList<>(all.size());
        for (Edit edit : all) {
            Edit before = apart.isEmpty() ? null : apart.getLast();
            if (before == null || edit.from() >= before.to()) {
                apart.add(edit);
            } else if (edit.to() > before.to()) {
                apart.set(apart.size() - 1, new Edit(before.from(), edit.to(), before.mark()));
            }
        }
        return apart;
    }
}
