package io.promptgate.logs.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who takes what out of the log.
 *
 * @param who as the service names callers, for example {@code admin-key:1a2b3c4d}
 * @param role the caller's role; null where it has none of its own
 * @param address the network address that the call came from
 * @param requestId the call's
 * @param filter what is removed, as the caller said it
 */
public record AuditEntry(
        String who, @Nullable String role, String address, UUID requestId, UUID project, String filter) {}
