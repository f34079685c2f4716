package io.promptgate.common.guard.scan;

import io.promptgate.common.guard.ContentLength;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.KeywordBlocklist;
import io.promptgate.common.guard.LabelledPattern;
import io.promptgate.common.guard.PiiAction;
import io.promptgate.common.guard.PiiFilter;
import io.promptgate.common.guard.PiiType;
import io.promptgate.common.guard.PromptInjection;
import io.promptgate.common.guard.SecretAction;
import io.promptgate.common.guard.SecretScanner;
import io.promptgate.common.guard.Sensitivity;
import io.promptgate.common.guard.Side;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for tests, ready for use. */
final class Rules {
    private static final Set<Side> BOTH = EnumSet.allOf(Side.class);

    private Rules() {}

    static TextGuard pii(LabelledPattern... patterns) {
        return of(
                null,
                null,
                null,
                new PiiFilter(true, BOTH, PiiAction.MASK, EnumSet.allOf(PiiType.class), List.of(patterns)));
    }

    static TextGuard secrets() {
        return of(null, null, new SecretScanner(true, BOTH, SecretAction.REDACT), null);
    }

    static TextGuard keywords(boolean wholeWords, String... keywords) {
        return of(new KeywordBlocklist(true, BOTH, List.of(keywords), wholeWords), null, null, null);
    }

    static TextGuard injection(Sensitivity sensitivity, String... phrases) {
        return of(null, new PromptInjection(true, sensitivity, List.of(phrases)), null, null);
    }

    /** Masks all that can be masked. */
    static TextGuard masking() {
        return of(
                null,
                null,
                new SecretScanner(true, BOTH, SecretAction.REDACT),
                new PiiFilter(
                        true,
                        BOTH,
                        PiiAction.MASK,
                        EnumSet.allOf(PiiType.class),
                        List.of(new LabelledPattern("staff", "EMP-[0-9]{4,8}"))));
    }

    static TextGuard length(int most) {
        return Objects.requireNonNull(TextGuard.of(
                new GuardRules(null, null, new ContentLength(true, BOTH, null, most), null, null, null, null),
                Side.OUTPUT));
    }

    private static TextGuard of(
            @Nullable KeywordBlocklist keywords,
            @Nullable PromptInjection injection,
            @Nullable SecretScanner secrets,
            @Nullable PiiFilter pii) {
        return Objects.requireNonNull(
                TextGuard.of(new GuardRules(null, null, null, keywords, injection, secrets, pii), Side.INPUT));
    }

    /** The text with marks in place of what was found. */
    static String masked(TextGuard guard, String text) {
        return GuardedText.plain(guard, text, false).apply(text);
    }

    static boolean blocks(TextGuard guard, String text) {
        return guard.look(text, false).stream().anyMatch(Finding::block);
    }
}
