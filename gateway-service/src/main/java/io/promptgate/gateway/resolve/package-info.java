/**
 * ROOM 3, what is meant. Takes a caller and the model's name as the client wrote it; gives a
 * {@link io.promptgate.gateway.resolve.Route}. Looks only at memory.
 */
@NullMarked
package io.promptgate.gateway.resolve;

import org.jspecify.annotations.NullMarked;
