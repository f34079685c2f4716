/**
 * ROOM 1, HTTP in. Takes a request's head and body; gives a {@link io.promptgate.gateway.edge.Peek} of it to the
 * flow, and writes errors. Must not call an upstream nor decide who may do what.
 */
@NullMarked
package io.promptgate.gateway.edge;

import org.jspecify.annotations.NullMarked;
