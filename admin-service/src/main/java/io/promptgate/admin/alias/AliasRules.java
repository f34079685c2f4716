package io.promptgate.admin.alias;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.common.config.Presets;
import org.jspecify.annotations.Nullable;

/** What aliases may be. */
final class AliasRules {
    static final Rule NAME = Rule.matching("[a-zA-Z0-9._-]{1,64}", "must be 1 to 64 of a-z A-Z 0-9 . _ - (no colon)");
    static final Rule MODEL = Rule.line(256);

    private static final Rule SYSTEM_PROMPT = Rule.text(100_000);
    private static final int TEMPERATURE_MAX = 2;
    private static final int TOP_P_MAX = 1;

    private AliasRules() {}

    /** The presets sent; none is the same as empty ones. */
    static Presets presets(@Nullable Fields fields) {
        if (fields == null) {
            return new Presets(null, null, null, null);
        }
        Presets presets = new Presets(
                fields.decimal("temperature", 0, TEMPERATURE_MAX),
                fields.decimal("top_p", 0, TOP_P_MAX),
                fields.whole("max_tokens", 1, Integer.MAX_VALUE),
                fields.textOrNull("system_prompt", SYSTEM_PROMPT, null));
        fields.noMore();
        return presets;
    }
}
