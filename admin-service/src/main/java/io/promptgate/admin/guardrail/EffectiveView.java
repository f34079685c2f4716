package io.promptgate.admin.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.guard.EffectiveRules;
import io.promptgate.common.json.Json;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What holds, in the order in which it is applied. */
public record EffectiveView(List<EffectiveRule> data) {

    /**
     * A rule and where it comes from.
     *
     * @param rule its kind
     * @param origin the level that it comes from, whole
     * @param enabled whether it is applied
     * @param settings the rule as that level has it
     */
    public record EffectiveRule(
            String rule,
            String origin,
            boolean enabled,
            @Schema(type = SchemaType.OBJECT) JsonNode settings) {}

    static EffectiveView of(EffectiveRules rules) {
        return new EffectiveView(rules.all().entrySet().stream()
                .map(entry -> new EffectiveRule(
                        entry.getKey().wire(),
                        entry.getValue().origin(),
                        entry.getValue().rule().enabled(),
                        Json.MAPPER.valueToTree(entry.getValue().rule())))
                .toList());
    }
}
