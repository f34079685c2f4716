package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and how fast it is to be served: {@code user} and its successor {@code safety_identifier} become
 * {@code metadata.user_id}, and {@code service_tier} Anthropic's (Claude docs, "Service tiers").
 */
final class Caller {
    private static final String SAFETY_IDENTIFIER = "safety_identifier";
    private static final String SERVICE_TIER = "service_tier";

    private Caller() {}

    static void translate(Fields fields, ObjectNode out) {
        user(fields, out);
        tier(fields.text(SERVICE_TIER), out);
    }

    private static void user(Fields fields, ObjectNode out) {
        String user = fields.text("user");
        String identifier = fields.text(SAFETY_IDENTIFIER);
        if (user != null && identifier != null && !user.equals(identifier)) {
            throw Refused.unsupported(SAFETY_IDENTIFIER, "and user differ, and Anthropic knows one user id");
        }
        String id = user != null ? user : identifier;
        if (id != null) {
            out.set("metadata", ExactJson.object().put("user_id", id));
        }
    }

    /** OpenAI's {@code auto} is Anthropic's default of that name; {@code default} is standard capacity alone. */
    private static void tier(@Nullable String tier, ObjectNode out) {
        if (tier == null || tier.equals("auto")) {
            return;
        }
        if (!tier.equals("default")) {
            throw Refused.unsupported(SERVICE_TIER, "must be auto or default with Anthropic");
        }
        out.put(SERVICE_TIER, "standard_only");
    }
}
