package io.promptgate.admin.probe;

import io.promptgate.common.config.ProbeOutcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a test of a credential found. Nothing of the key and nothing of the provider's words is in it.
 *
 * @param ok whether the provider took the key
 * @param reason why not
 * @param upstreamStatus the provider's HTTP status, where there was one
 * @param latencyMs what the call took, in milliseconds
 * @param gateway which gateway made it
 */
public record ProbeView(
        boolean ok, @Nullable String reason, @Nullable Integer upstreamStatus, long latencyMs, String gateway) {

    static ProbeView of(Told told, String gateway) {
        boolean ok = told.outcome() == ProbeOutcome.OK;
        String reason = ok ? null : told.outcome().name().toLowerCase(Locale.ROOT);
        return new ProbeView(ok, reason, told.status(), told.latencyMs(), gateway);
    }

    /** A gateway's answer. */
    record Told(ProbeOutcome outcome, @Nullable Integer status, long latencyMs) {}
}
