package io.promptgate.gateway.auth;

import io.promptgate.common.config.Token;
import io.promptgate.gateway.snapshot.Configuration;
import io.promptgate.gateway.snapshot.ProjectIndex;

/**
 * Who asks, and the configuration that the whole request is served from.
 *
 * @param project the token's own project
 */
public record Caller(Configuration configuration, ProjectIndex project, Token token) {}
