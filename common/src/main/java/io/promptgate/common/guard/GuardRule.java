package io.promptgate.common.guard;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** One rule of one level. A rule that is not enabled switches off what the levels above say of its kind. */
public sealed interface GuardRule
        permits IpAllowList, TimeWindows, ContentLength, KeywordBlocklist, PromptInjection, SecretScanner, PiiFilter {
    @JsonIgnore
    GuardKind kind();

    boolean enabled();
}
