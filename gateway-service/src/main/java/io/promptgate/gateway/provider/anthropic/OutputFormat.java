package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@code response_format}. A JSON schema becomes {@code output_config.format} (Claude docs, "Structured outputs"),
 * generally available for every current model, with no beta header: the reply is plain JSON text, whole and streamed,
 * together with tools and with thinking, which a forced tool call would exclude.
 */
final class OutputFormat {
    private static final String NAME = "response_format";
    private static final String DESCRIPTION = "description";

    private OutputFormat() {}

    static void translate(Fields fields, ObjectNode out) {
        Fields format = fields.fields(NAME);
        if (format == null) {
            return;
        }
        String type = format.requiredText("type");
        switch (type) {
            case "text" -> format.refuseRest();
            case "json_schema" -> {
                ObjectNode schema = schema(format.requiredFields("json_schema"));
                format.refuseRest();
                out.withObject("/output_config")
                        .putObject("format")
                        .put("type", "json_schema")
                        .set("schema", schema);
            }
            case "json_object" ->
                throw Refused.unsupported(
                        format.at("type"), "json_object has no counterpart with Anthropic; send a json_schema");
            default -> throw Refused.invalid(format.at("type"), "must be text or json_schema");
        }
    }

    /**
     * The schema as it is. {@code name} is a label that OpenAI demands and Anthropic has no place for; {@code strict}
     * asks for what Anthropic always does, or for less.
     */
    private static ObjectNode schema(Fields format) {
        format.requiredText("name");
        format.flag("strict");
        ObjectNode schema = format.object("schema");
        if (schema == null) {
            throw Refused.invalid(format.at("schema"), "is missing; Anthropic needs one");
        }
        describe(format, schema);
        format.refuseRest();
        return schema;
    }

    /** What OpenAI shows the model beside the schema stands inside it with Anthropic. */
    private static void describe(Fields format, ObjectNode schema) {
        String description = format.text(DESCRIPTION);
        if (description == null || description.equals(schema.path(DESCRIPTION).textValue())) {
            return;
        }
        if (schema.has(DESCRIPTION)) {
            throw Refused.unsupported(
                    format.at(DESCRIPTION), "and the description in the schema differ, and Anthropic takes one");
        }
        schema.put(DESCRIPTION, description);
    }
}
