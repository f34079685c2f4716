package io.promptgate.service.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the OpenAPI document that annotations begin: errors, pages, headers, and objects that have no other fields
 * than those named. Runs while the program is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class WholeDocument implements OASFilter {
    private static final String BEARER = "bearer";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Schemas schemas = new Schemas(document.getComponents());
        Answers answers = new Answers(document.getComponents());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> complete(path, method, operation, schemas, answers)));
        schemas.close();
        secure(document);
    }

    private static void secure(OpenAPI document) {
        SecurityScheme scheme = OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An admin key (pg_admin_ and 64 hex digits), or an access token of the configured issuer");
        document.getComponents().setSecuritySchemes(Map.of(BEARER, scheme));
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
    }

    private static void complete(
            String path, PathItem.HttpMethod method, Operation operation, Schemas schemas, Answers answers) {
        Headers.add(path, method, operation);
        schemas.complete(operation);
        answers.addErrors(path, method, operation);
    }
}
