package io.promptgate.common.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log keeps of a project's requests, and for how long; null = as the services are set.
 *
 * @param bodies at most those that the gateway's own setting keeps
 * @param bodyCapBytes at most the gateway's own setting
 * @param retentionDays how long a record stays
 * @param bodyRetentionDays how long its bodies stay; never longer than the record
 */
public record Logging(
        @Nullable Bodies bodies,
        @Nullable Integer bodyCapBytes,
        @Nullable Integer retentionDays,
        @Nullable Integer bodyRetentionDays,
        List<RedactPattern> redactPatterns) {
    public static final Logging DEFAULT = new Logging(null, null, null, null, List.of());

    /** Patterns may be absent on the wire. */
    public Logging {
        redactPatterns = redactPatterns == null ? List.of() : List.copyOf(redactPatterns);
    }
}
