package io.promptgate.admin.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** What the OpenAPI document says of the whole. */
@OpenAPIDefinition(info = @Info(title = "PromptGate admin API", version = "1"))
public final class AdminApi extends Application {}
