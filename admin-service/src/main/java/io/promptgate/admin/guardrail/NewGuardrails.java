package io.promptgate.admin.guardrail;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Patterns;
import io.promptgate.admin.http.Rule;
import io.promptgate.common.guard.ContentLength;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.IpAllowList;
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
import io.promptgate.common.net.AddressRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of a level. What is not in it, the level does not speak of. A rule that is not enabled needs no more
 * than saying so.
 */
final class NewGuardrails {
    private static final int MOST_RANGES = 1_000;
    private static final int MOST_KEYWORDS = 5_000;
    private static final int MOST_PHRASES = 500;
    private static final int MOST_PATTERNS = 20;
    private static final int LONGEST = 100;
    private static final Rule RANGE = Rule.matching("[0-9a-fA-F:./]{2,50}", "must be addresses or CIDR ranges");
    private static final Rule PHRASE = Rule.matching(
            "(?=.*[\\p{L}\\p{N}\\p{P}\\p{S}])[^\\p{Cntrl}\\p{Cs}]{1," + LONGEST + "}",
            "of 1 to " + LONGEST + " characters, not blank");

    private NewGuardrails() {}

    static GuardRules from(Fields fields) {
        GuardRules rules = new GuardRules(
                addresses(fields.object("ip_allow_list")),
                NewTimeWindows.from(fields.object("time_windows")),
                length(fields.object("content_length")),
                keywords(fields.object("keyword_blocklist")),
                injection(fields.object("prompt_injection")),
                secrets(fields.object("secret_scanner")),
                pii(fields.object("pii_filter")));
        fields.check();
        return rules;
    }

    private static @Nullable IpAllowList addresses(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        IpAllowList rule =
                new IpAllowList(fields.flag("enabled", true), fields.texts("ranges", RANGE, MOST_RANGES, List.of()));
        needs(fields, rule.enabled(), "ranges", rule.ranges().isEmpty());
        for (int i = 0; i < rule.ranges().size(); i++) {
            try {
                AddressRange.parse(rule.ranges().get(i));
            } catch (IllegalArgumentException _) {
                fields.error("ranges[" + i + "]", "must be an address or a CIDR range such as 10.0.0.0/8");
            }
        }
        fields.noMore();
        return rule;
    }

    private static @Nullable ContentLength length(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        ContentLength rule = new ContentLength(
                fields.flag("enabled", true),
                sides(fields),
                fields.whole("max_characters", 1, Integer.MAX_VALUE),
                fields.whole("max_text_characters", 1, Integer.MAX_VALUE));
        needs(
                fields,
                rule.enabled(),
                "max_characters",
                rule.maxCharacters() == null && rule.maxTextCharacters() == null);
        fields.noMore();
        return rule;
    }

    private static @Nullable KeywordBlocklist keywords(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        KeywordBlocklist rule = new KeywordBlocklist(
                fields.flag("enabled", true),
                sides(fields),
                fields.texts("keywords", PHRASE, MOST_KEYWORDS, List.of()),
                fields.flag("whole_words", true));
        needs(fields, rule.enabled(), "keywords", rule.keywords().isEmpty());
        fields.noMore();
        return rule;
    }

    private static @Nullable PromptInjection injection(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        PromptInjection rule = new PromptInjection(
                fields.flag("enabled", true),
                fields.choice("sensitivity", Names.all(Sensitivity.values()), Sensitivity.MEDIUM),
                fields.texts("phrases", PHRASE, MOST_PHRASES, List.of()));
        fields.noMore();
        return rule;
    }

    private static @Nullable SecretScanner secrets(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        SecretScanner rule = new SecretScanner(
                fields.flag("enabled", true),
                sides(fields),
                fields.choice("action", Names.all(SecretAction.values()), SecretAction.BLOCK));
        fields.noMore();
        return rule;
    }

    private static @Nullable PiiFilter pii(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        List<LabelledPattern> patterns = Patterns.read(fields, "patterns", MOST_PATTERNS, LabelledPattern::new);
        Set<PiiType> all = patterns.isEmpty() ? EnumSet.allOf(PiiType.class) : Set.of();
        PiiFilter rule = new PiiFilter(
                fields.flag("enabled", true),
                sides(fields),
                fields.choice("action", Names.all(PiiAction.values()), PiiAction.MASK),
                fields.choices("types", Names.all(PiiType.values()), all),
                patterns);
        fields.noMore();
        return rule;
    }

    private static Set<Side> sides(Fields fields) {
        return fields.choices("applies_to", Names.all(Side.values()), Set.of(Side.INPUT));
    }

    private static void needs(Fields fields, boolean enabled, String field, boolean absent) {
        if (enabled && absent && !fields.sent(field)) {
            fields.error(field, "is required");
        }
    }
}
