package io.promptgate.gateway.policy.guardrail;

import io.promptgate.common.guard.GuardKind;
import io.promptgate.common.guard.scan.Edit;
import io.promptgate.common.guard.scan.Finding;
import io.promptgate.common.guard.scan.GuardedText;
import io.promptgate.common.guard.scan.Tail;
import io.promptgate.common.guard.scan.TextGuard;
import io.promptgate.gateway.edge.Members.Member;
import io.promptgate.gateway.edge.Splice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One body under the eyes of a guard: what refuses it, and what it becomes. One object per body. */
final class Inspection implements BodyTexts.Visitor {
    private final TextGuard guard;
    private final byte[] body;
    private final Splice splice;
    private final List<int[]> repeated = new ArrayList<>(0);
    private final Set<GuardKind> masked = EnumSet.noneOf(GuardKind.class);
    private @Nullable Finding block;
    private long characters;
    private boolean edited;

    private Inspection(TextGuard guard, byte[] body) {
        this.guard = guard;
        this.body = body;
        this.splice = new Splice(body);
    }

    static Inspection of(TextGuard guard, byte[] body, List<Member> members) {
        Inspection inspection = new Inspection(guard, body);
        BodyTexts.walk(body, members, inspection);
        if (inspection.edited) {
            inspection.repeated.forEach(place -> inspection.splice.replace(place[0], place[1], "null"));
        }
        return inspection;
    }

    /** What refuses the body; null when nothing does. */
    @Nullable
    Finding block() {
        return block;
    }

    /** The rules whose marks stand in the body now. */
    Set<GuardKind> masked() {
        return masked;
    }

    /** Whether {@link #bytes} differ from what was given. */
    boolean edited() {
        return edited;
    }

    /** The body with marks in place of what was found, also of what refuses it; every other byte is as it was. */
    byte[] bytes() {
        return splice.bytes();
    }

    @Override
    public void text(int from, int to, boolean json, boolean trusted) {
        String text = BodyTexts.text(body, from, to);
        int length = text.codePointCount(0, text.length());
        characters += length;
        if (length > guard.maxTextCharacters() || characters > guard.maxCharacters()) {
            refuse(new Finding(GuardKind.CONTENT_LENGTH, "length", true, 0, 0, Tail.NONE));
        }
        GuardedText guarded = json ? GuardedText.json(guard, text, trusted) : GuardedText.plain(guard, text, trusted);
        for (Finding finding : guarded.findings()) {
            if (finding.block()) {
                refuse(finding);
            } else {
                masked.add(finding.kind());
            }
        }
        Places places = new Places(body, from);
        for (Edit edit : guarded.edits()) {
            int start = places.of(edit.from());
            splice.replace(start, places.of(edit.to()), edit.mark().replace("\"", "\\\""));
            edited = true;
        }
    }

    @Override
    public void repeated(int from, int to) {
        if (body[from] != 'n') {
            repeated.add(new int[] {from, to});
        }
    }

    private void refuse(Finding finding) {
        if (block == null) {
            block = finding;
        }
    }
}
