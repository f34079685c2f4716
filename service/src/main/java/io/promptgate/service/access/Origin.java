package io.promptgate.service.access;

import io.promptgate.common.id.UuidV7;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from, for the history and the audit.
 *
 * @param role the caller's where it acts: in the call's project, or everywhere
 * @param address the network address that the call came from
 * @param requestId the answer's {@code x-request-id}
 */
public record Origin(Caller caller, @Nullable Role role, String address, UUID requestId) {
    /** The header of the answer that names the request. */
    public static final String REQUEST_ID = "x-request-id";

    private static final String NOTE = Origin.class.getName();

    /** Of a call that the table let through. */
    static void note(RoutingContext http, Caller caller, @Nullable UUID project) {
        http.put(NOTE, new Origin(caller, caller.role(project), address(http), requestId(http)));
    }

    /**
     * Of the call that this is.
     *
     * @throws NullPointerException when the table was not asked; no call that it guards comes here then
     */
    public static Origin of(RoutingContext http) {
        return Objects.requireNonNull(http.get(NOTE), "the call has passed the table");
    }

    static String address(RoutingContext http) {
        return http.request().remoteAddress() == null
                ? ""
                : String.valueOf(http.request().remoteAddress().hostAddress());
    }

    /** The call's id; made when it is first asked for. */
    static UUID requestId(RoutingContext http) {
        UUID known = http.get(REQUEST_ID);
        if (known != null) {
            return known;
        }
        UUID made = UuidV7.next();
        http.put(REQUEST_ID, made);
        return made;
    }
}
