package io.promptgate.common.guard;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds when levels lie over each other: of each kind the rule of the lowest level that says anything of it, whole;
 * nothing of the levels above remains of it. One that is not enabled switches its kind off.
 */
public final class EffectiveRules {
    /**
     * A rule and where it comes from.
     *
     * @param origin the name of its level
     */
    public record Effective(GuardRule rule, String origin) {}

    private final Map<GuardKind, Effective> rules;

    private EffectiveRules(Map<GuardKind, Effective> rules) {
        this.rules = Collections.unmodifiableMap(rules);
    }

    /**
     * Lays levels over each other.
     *
     * @param levels from the highest, which holds for most, to the lowest
     */
    public static EffectiveRules of(List<GuardLevel> levels) {
        Map<GuardKind, Effective> rules = new EnumMap<>(GuardKind.class);
        for (GuardLevel level : levels) {
            for (GuardKind kind : GuardKind.values()) {
                GuardRule rule = level.rules().rule(kind);
                if (rule != null) {
                    rules.put(kind, new Effective(rule, level.name()));
                }
            }
        }
        return new EffectiveRules(rules);
    }

    /** The rules in the order of their kinds, those that are not enabled included. */
    public Map<GuardKind, Effective> all() {
        return rules;
    }

    /** Where the rule of a kind comes from; null when no level says anything of it. */
    public @Nullable String origin(GuardKind kind) {
        Effective effective = rules.get(kind);
        return effective == null ? null : effective.origin();
    }

    /** The rules that are applied, whatever level they come from: two that are equal guard alike. */
    public GuardRules enabled() {
        return new GuardRules(
                on(GuardKind.IP_ALLOW_LIST, IpAllowList.class),
                on(GuardKind.TIME_WINDOWS, TimeWindows.class),
                on(GuardKind.CONTENT_LENGTH, ContentLength.class),
                on(GuardKind.KEYWORD_BLOCKLIST, KeywordBlocklist.class),
                on(GuardKind.PROMPT_INJECTION, PromptInjection.class),
                on(GuardKind.SECRET_SCANNER, SecretScanner.class),
                on(GuardKind.PII_FILTER, PiiFilter.class));
    }

    private <T extends GuardRule> @Nullable T on(GuardKind kind, Class<T> type) {
        Effective effective = rules.get(kind);
        return effective != null && effective.rule().enabled() ? type.cast(effective.rule()) : null;
    }
}
