package io.promptgate.logs.removal;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * What a removal is asked, unchecked.
 *
 * @param q a filter; or instead {@code token}
 * @param token a token's id
 * @param limit how many records the call removes at most
 * @param dryRun true = only say how many match
 */
public record RemovalParameters(
        @QueryParam("q") @Nullable String q,
        @QueryParam("token") @Nullable String token,
        @QueryParam("limit") @Nullable String limit,
        @QueryParam("dry_run") @Nullable String dryRun) {}
