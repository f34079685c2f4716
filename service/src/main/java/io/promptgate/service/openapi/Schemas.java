package io.promptgate.service.openapi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The shapes of bodies: lists are pages, and objects have no other fields than those named. */
record Schemas(Components components) {
    /** Wraps what an answer lists in its page. */
    void complete(Operation operation) {
        Stream<MediaType> answered = operation.getResponses().getAPIResponses().values().stream()
                .map(response -> response.getContent())
                .filter(Objects::nonNull)
                .flatMap(content -> content.getMediaTypes().values().stream());
        answered.filter(media -> media.getSchema() != null
                        && Objects.equals(media.getSchema().getType(), List.of(SchemaType.ARRAY)))
                .forEach(media -> media.setSchema(page(media.getSchema())));
    }

    /** Unknown fields are refused in requests, and answers have none. */
    void close() {
        components.getSchemas().values().forEach(Schemas::close);
    }

    private static void close(Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null && !properties.isEmpty() && schema.getAdditionalPropertiesSchema() == null) {
            schema.setAdditionalPropertiesSchema(none());
        }
    }

    /** What no value fits. */
    static Schema none() {
        return OASFactory.createSchema().booleanSchema(false);
    }

    private static Schema page(Schema list) {
        Schema next = OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .addType(SchemaType.NULL)
                .description("Give it as after to get what follows; null at the end");
        Schema page = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("data", list)
                .addProperty("next", next)
                .required(List.of("data", "next"));
        close(page);
        return page;
    }
}
