package io.promptgate.gateway.provider;

import io.promptgate.common.event.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply as the client gets it. The bytes are not copied.
 *
 * @param fault an error that came inside a success (an error object in a 200); then {@code body} is not for the client
 * @param usage what the provider says it cost, or null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record WholeResult(
        byte[] body, @Nullable Usage usage, @Nullable UpstreamFault fault) {}
