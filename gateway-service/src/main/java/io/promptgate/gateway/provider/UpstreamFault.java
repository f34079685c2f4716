package io.promptgate.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says went wrong, in the members of OpenAI's error body. Shown to the client where the fault is the
 * client's own.
 *
 * @param status the HTTP status, or that which the error's type stands for when it came inside a stream
 * @param message the provider's own words; empty when it said nothing readable
 */
public record UpstreamFault(
        int status,
        String message,
        @Nullable String type,
        @Nullable String param,
        @Nullable String code) {}
