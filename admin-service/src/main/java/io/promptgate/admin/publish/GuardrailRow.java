package io.promptgate.admin.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.json.Json;
import org.jspecify.annotations.Nullable;

/** The guardrails of a level as the column {@code config.guardrail.rules} holds them. */
public final class GuardrailRow {
    private GuardrailRow() {}

    /** What a row says; none where there is no row. */
    public static GuardRules of(@Nullable String rules) {
        try {
            return rules == null ? GuardRules.NONE : Json.MAPPER.readValue(rules, GuardRules.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules of a guardrail is no JSON", e);
        }
    }

    public static String text(GuardRules rules) {
        try {
            return Json.MAPPER.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("guardrails can be written as JSON", e);
        }
    }
}
