package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.GuardKind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One text that comes piece by piece: holds its last characters back until nothing that follows can change what the
 * rules say of the first of them. What it lets through is, pieces together, what the rules make of the whole text,
 * however it was cut; of the operator's own patterns as long as a match is no longer than what is held back. One object
 * per text; used by one thread.
 */
public final class StreamWindow {
    /** The least that is held back: as much as what the built-in scanners say of a place depends on. */
    public static final int LEAST_HOLD = 256;
    /** How much of what was let through is kept for the look at what stands before a place. */
    private static final int CONTEXT = 64;

    private final TextGuard guard;
    private final int hold;
    private final boolean json;
    private final Consumer<Finding> edited;
    private final StringBuilder raw = new StringBuilder();
    private final Quotes quotes = new Quotes();
    /** How much of the text in hand was let through or left out. */
    private int released;
    /** The end of the last finding that a mark took the place of. */
    private int marked;

    private Tail tail = Tail.NONE;
    /** Up to where it is known whether the text is within quotes. */
    private int quoted;

    private long characters;
    private @Nullable Finding blocked;

    /**
     * Begins a text.
     *
     * @param hold how many characters are held back, {@link #LEAST_HOLD} at least
     * @param json whether the text is JSON itself
     * @param edited told of each finding whose place a mark took
     */
    public StreamWindow(TextGuard guard, int hold, boolean json, Consumer<Finding> edited) {
        this.guard = guard;
        this.hold = Math.max(LEAST_HOLD, hold);
        this.json = json;
        this.edited = edited;
    }

    /** Takes a piece; gives what may be let through. Nothing more is let through once the text is blocked. */
    public String push(String piece) {
        raw.append(piece);
        characters += piece.codePointCount(0, piece.length());
        return advance(false);
    }

    /** The text is over; gives what was held back. */
    public String finish() {
        return advance(true);
    }

    /** What refuses the text; null as long as nothing does. */
    public @Nullable Finding blocked() {
        return blocked;
    }

    private String advance(boolean all) {
        if (blocked != null) {
            return "";
        }
        if (characters > guard.maxTextCharacters()) {
            blocked = new Finding(GuardKind.CONTENT_LENGTH, "length", true, 0, 0, Tail.NONE);
            return "";
        }
        EscapedText view = json ? EscapedText.of(raw, all) : null;
        String text = view == null ? raw.toString() : view.text();
        if (marked >= released) {
            marked = tail.extend(text, marked);
        }
        int cut = cut(text, all);
        StringBuilder out = new StringBuilder();
        if (!release(text, view, cut, out)) {
            return "";
        }
        forget(view);
        return out.toString();
    }

    private int cut(String text, boolean all) {
        if (all) {
            return text.length();
        }
        int cut = Math.max(released, text.length() - hold);
        boolean splits = cut > released && cut < text.length() && Character.isHighSurrogate(text.charAt(cut - 1));
        return splits ? cut - 1 : cut;
    }

    /** Lets the text through up to a place; false when it is blocked. */
    private boolean release(String text, @Nullable EscapedText view, int cut, StringBuilder out) {
        List<Finding> findings = cut > released ? guard.look(text, false) : List.of();
        int at = released;
        for (Finding finding : findings) {
            if (finding.from() >= cut) {
                break;
            }
            int from = finding.from();
            if (from < released) {
                if (finding.tail() != Tail.UNKNOWN || finding.to() <= Math.max(released, marked)) {
                    continue; // told before, or seen wrongly since its beginning is not in hand any more
                }
                from = released;
            }
            if (finding.block()) {
                blocked = finding;
                return false;
            }
            if (from < marked) {
                extend(finding);
            } else {
                pass(view, Math.max(at, marked), from, out);
                quote(view, from);
                mark(finding, out);
                at = from;
            }
        }
        pass(view, Math.max(at, marked), cut, out);
        quote(view, cut);
        released = cut;
        return true;
    }

    private void mark(Finding finding, StringBuilder out) {
        out.append(json ? quotes.fit(finding.mark()) : finding.mark());
        marked = finding.to();
        tail = finding.tail();
        edited.accept(finding);
    }

    private void extend(Finding finding) {
        if (finding.to() > marked || (finding.to() == marked && tail == Tail.NONE)) {
            marked = finding.to();
            tail = finding.tail();
        }
    }

    private void pass(@Nullable EscapedText view, int from, int to, StringBuilder out) {
        if (to <= from) {
            return;
        }
        int start = view == null ? from : view.place(from);
        int end = view == null ? to : view.place(to);
        out.append(raw, start, end);
    }

    private void quote(@Nullable EscapedText view, int to) {
        if (view != null && to > quoted) {
            quotes.pass(raw, view.place(quoted), view.place(to));
            quoted = to;
        }
    }

    /** Lets go of what no later look needs. */
    private void forget(@Nullable EscapedText view) {
        int drop = released - CONTEXT;
        if (drop > 0) {
            raw.delete(0, view == null ? drop : view.place(drop));
            released -= drop;
            quoted = Math.max(0, quoted - drop);
            marked = Math.max(0, marked - drop);
        }
    }
}
