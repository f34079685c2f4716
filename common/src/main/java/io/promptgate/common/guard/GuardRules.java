package io.promptgate.common.guard;

import org.jspecify.annotations.Nullable;

/** The rules of one level; null = the level says nothing of that kind. On the wire an object of the rules by kind. */
public record GuardRules(
        @Nullable IpAllowList ipAllowList,
        @Nullable TimeWindows timeWindows,
        @Nullable ContentLength contentLength,
        @Nullable KeywordBlocklist keywordBlocklist,
        @Nullable PromptInjection promptInjection,
        @Nullable SecretScanner secretScanner,
        @Nullable PiiFilter piiFilter) {
    public static final GuardRules NONE = new GuardRules(null, null, null, null, null, null, null);

    /** What the level says of a kind; null = nothing. */
    public @Nullable GuardRule rule(GuardKind kind) {
        return switch (kind) {
            case IP_ALLOW_LIST -> ipAllowList;
            case TIME_WINDOWS -> timeWindows;
            case CONTENT_LENGTH -> contentLength;
            case KEYWORD_BLOCKLIST -> keywordBlocklist;
            case PROMPT_INJECTION -> promptInjection;
            case SECRET_SCANNER -> secretScanner;
            case PII_FILTER -> piiFilter;
        };
    }
}
