/**
 * ROOM 2, who asks. Takes a bearer token and the project in the path; gives a {@link io.promptgate.gateway.auth.Caller}.
 * Looks only at memory; knows nothing of models or providers.
 */
@NullMarked
package io.promptgate.gateway.auth;

import org.jspecify.annotations.NullMarked;
