package io.promptgate.logs.store;

import io.promptgate.service.access.Origin;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changes what in the log.
 *
 * @param who as the service names callers, for example {@code admin-key:1a2b3c4d}
 * @param role the caller's role; null where it has none of its own
 * @param address the network address that the call came from
 * @param requestId the call's
 * @param project whose requests; null = those of all projects
 * @param filter which requests, as the caller said it
 */
public record AuditEntry(
        String who,
        @Nullable String role,
        String address,
        UUID requestId,
        @Nullable UUID project,
        String filter) {

    /** By the caller of this call. */
    public static AuditEntry of(Origin origin, @Nullable UUID project, String filter) {
        String role = origin.role() == null ? null : origin.role().wireName();
        return new AuditEntry(origin.caller().subject(), role, origin.address(), origin.requestId(), project, filter);
    }
}
