package io.promptgate.common.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class EffectiveRulesTest {
    private static final List<String> LEVELS = List.of(GuardLevel.GLOBAL, GuardLevel.PROJECT, "endpoint");

    /** What a level can say of a kind. */
    private enum Said {
        NOTHING,
        ON,
        OFF
    }

    /** Every kind of rule, with everything that every level can say of it. */
    @TestFactory
    List<DynamicTest> theLowestLevelThatSaysAnythingHolds() {
        List<DynamicTest> tests = new ArrayList<>();
        for (GuardKind kind : GuardKind.values()) {
            for (Said global : Said.values()) {
                for (Said project : Said.values()) {
                    for (Said endpoint : Said.values()) {
                        List<Said> said = List.of(global, project, endpoint);
                        tests.add(DynamicTest.dynamicTest(kind.wire() + " " + said, () -> holds(kind, said)));
                    }
                }
            }
        }
        return tests;
    }

    private static void holds(GuardKind kind, List<Said> said) {
        // Given: the other kinds are ruled at the highest level, and must be left alone
        List<GuardLevel> levels = new ArrayList<>();
        for (int i = 0; i < LEVELS.size(); i++) {
            GuardRules rules = i == 0 ? allBut(kind) : GuardRules.NONE;
            levels.add(new GuardLevel(LEVELS.get(i), with(rules, kind, rule(kind, said.get(i), i))));
        }
        int last = Math.max(said.lastIndexOf(Said.ON), said.lastIndexOf(Said.OFF));

        // When
        EffectiveRules effective = EffectiveRules.of(levels);

        // Then
        GuardRule expected = last < 0 ? null : rule(kind, said.get(last), last);
        assertThat(effective.origin(kind)).isEqualTo(last < 0 ? null : LEVELS.get(last));
        assertThat(effective.all().containsKey(kind)).isEqualTo(last >= 0);
        if (expected != null) {
            assertThat(effective.all()).containsEntry(kind, new EffectiveRules.Effective(expected, LEVELS.get(last)));
        }
        boolean on = expected != null && expected.enabled();
        assertThat(effective.enabled().rule(kind)).isEqualTo(on ? expected : null);
        for (GuardKind other : GuardKind.values()) {
            if (other != kind) {
                assertThat(effective.enabled().rule(other)).isEqualTo(rule(other, Said.ON, 0));
                assertThat(effective.origin(other)).isEqualTo(GuardLevel.GLOBAL);
            }
        }
    }

    @Test
    void noLevelsAreNoRules() {
        assertThat(EffectiveRules.of(List.of()).enabled()).isEqualTo(GuardRules.NONE);
        assertThat(EffectiveRules.of(List.of()).all()).isEmpty();
    }

    private static GuardRules allBut(GuardKind left) {
        GuardRules rules = GuardRules.NONE;
        for (GuardKind kind : GuardKind.values()) {
            rules = kind == left ? rules : with(rules, kind, rule(kind, Said.ON, 0));
        }
        return rules;
    }

    /** A rule that differs from level to level in all that it says. */
    private static @Nullable GuardRule rule(GuardKind kind, Said said, int level) {
        if (said == Said.NOTHING) {
            return null;
        }
        boolean on = said == Said.ON;
        Set<Side> sides = Set.of(level % 2 == 0 ? Side.INPUT : Side.OUTPUT);
        String own = LEVELS.get(level);
        return switch (kind) {
            case IP_ALLOW_LIST -> new IpAllowList(on, List.of("10.0.0." + level));
            case TIME_WINDOWS ->
                new TimeWindows(on, "UTC", List.of(new TimeWindow(Set.of(), "0" + level + ":00", "12:00")));
            case CONTENT_LENGTH -> new ContentLength(on, sides, level + 1, null);
            case KEYWORD_BLOCKLIST -> new KeywordBlocklist(on, sides, List.of(own), false);
            case PROMPT_INJECTION ->
                new PromptInjection(on, List.of(Sensitivity.values()).get(level), List.of(own));
            case SECRET_SCANNER ->
                new SecretScanner(on, sides, List.of(SecretAction.values()).get(level % 2));
            case PII_FILTER ->
                new PiiFilter(
                        on,
                        sides,
                        PiiAction.MASK,
                        Set.of(List.of(PiiType.values()).get(level)),
                        List.of());
        };
    }

    private static GuardRules with(GuardRules rules, GuardKind kind, @Nullable GuardRule rule) {
        return new GuardRules(
                kind == GuardKind.IP_ALLOW_LIST ? (IpAllowList) rule : rules.ipAllowList(),
                kind == GuardKind.TIME_WINDOWS ? (TimeWindows) rule : rules.timeWindows(),
                kind == GuardKind.CONTENT_LENGTH ? (ContentLength) rule : rules.contentLength(),
                kind == GuardKind.KEYWORD_BLOCKLIST ? (KeywordBlocklist) rule : rules.keywordBlocklist(),
                kind == GuardKind.PROMPT_INJECTION ? (PromptInjection) rule : rules.promptInjection(),
                kind == GuardKind.SECRET_SCANNER ? (SecretScanner) rule : rules.secretScanner(),
                kind == GuardKind.PII_FILTER ? (PiiFilter) rule : rules.piiFilter());
    }
}
