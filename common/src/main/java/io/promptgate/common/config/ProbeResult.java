package io.promptgate.common.config;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's answer to a {@link CredentialProbe}.
 *
 * @param status the provider's HTTP status; null when there was none
 * @param latencyMs from the start of the call to the head of the answer, or to its failure; milliseconds
 */
public record ProbeResult(
        UUID id, ProbeOutcome outcome, @Nullable Integer status, long latencyMs) {}
