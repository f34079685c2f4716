/**
 * ROOM 4, whether it may. Takes the caller, the route and what the request asks for; gives a {@link
 * io.promptgate.gateway.policy.Permit}, to be given back when the request is over, or refuses. All rules of a request
 * are judged at once: what one of them refuses counts for none. Looks at memory alone, unless the operator has the
 * replicas share their counts.
 */
@NullMarked
package io.promptgate.gateway.policy;

import org.jspecify.annotations.NullMarked;
