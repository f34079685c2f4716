package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.config.Presets;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code temperature}, {@code top_p}, {@code stop}, and {@code top_k}, which only Anthropic knows. */
final class Sampling {
    private static final String TEMPERATURE = "temperature";
    private static final String TOP_P = "top_p";
    private static final String TOP_K = "top_k";
    private static final String STOP = "stop";
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Sampling() {}

    static void translate(Fields fields, @Nullable Presets presets, Reasoning reasoning, ObjectNode out) {
        temperature(fields, presets, reasoning, out);
        topP(fields, presets, out);
        topK(fields, out);
        stop(fields, out);
    }

    /** OpenAI's range is 0 to 2, Anthropic's 0 to 1 ("Create a Message"): what is above is refused, not clamped. */
    private static void temperature(Fields fields, @Nullable Presets presets, Reasoning reasoning, ObjectNode out) {
        ExactNumber asked = fields.number(TEMPERATURE);
        ExactNumber value = asked != null ? asked : preset(presets == null ? null : presets.temperature());
        if (value == null) {
            return;
        }
        String whose = asked == null ? " (it is a preset of the alias)" : "";
        within(TEMPERATURE, value, TWO, "must be a number from 0 to 2" + whose);
        if (!isWithin(value, BigDecimal.ONE)) {
            throw Refused.unsupported(TEMPERATURE, "goes from 0 to 1 with Anthropic" + whose);
        }
        if (reasoning.on() && !value.isWhole(1)) {
            throw Refused.unsupported(
                    TEMPERATURE, "must be 1 or left out with Anthropic while " + reasoning.asked() + " is set" + whose);
        }
        out.set(TEMPERATURE, value);
    }

    private static void topP(Fields fields, @Nullable Presets presets, ObjectNode out) {
        ExactNumber asked = fields.number(TOP_P);
        ExactNumber value = asked != null ? asked : preset(presets == null ? null : presets.topP());
        if (value != null) {
            within(TOP_P, value, BigDecimal.ONE, "must be a number from 0 to 1");
            out.set(TOP_P, value);
        }
    }

    private static void topK(Fields fields, ObjectNode out) {
        ExactNumber value = fields.number(TOP_K);
        if (value == null) {
            return;
        }
        if (value.count() < 0) {
            throw Refused.invalid(TOP_K, "must be a whole number of 0 or above");
        }
        out.set(TOP_K, value);
    }

    private static void stop(Fields fields, ObjectNode out) {
        JsonNode stop = fields.take(STOP);
        if (stop == null || (stop.isArray() && stop.isEmpty())) {
            return;
        }
        ArrayNode sequences =
                stop instanceof ArrayNode several ? several : ExactJson.array().add(stop);
        for (int i = 0; i < sequences.size(); i++) {
            if (!sequences.get(i).isTextual()) {
                throw Refused.invalid(stop.isArray() ? STOP + "[" + i + "]" : STOP, "must be a string");
            }
        }
        out.set("stop_sequences", sequences);
    }

    private static @Nullable ExactNumber preset(@Nullable BigDecimal preset) {
        return preset == null ? null : ExactNumber.of(preset);
    }

    private static void within(String name, ExactNumber value, BigDecimal most, String rule) {
        if (!isWithin(value, most)) {
            throw Refused.invalid(name, rule);
        }
    }

    private static boolean isWithin(ExactNumber value, BigDecimal most) {
        BigDecimal decimal = value.decimal();
        return decimal != null && decimal.signum() >= 0 && decimal.compareTo(most) <= 0;
    }
}
