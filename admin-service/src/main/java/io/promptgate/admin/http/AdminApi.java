package io.promptgate.admin.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the whole. */
@OpenAPIDefinition(info = @Info(title = "PromptGate admin API", version = "1"))
@SecurityScheme(
        securitySchemeName = "admin-key",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An admin key: pg_admin_ and 64 hex digits")
public final class AdminApi extends Application {}
