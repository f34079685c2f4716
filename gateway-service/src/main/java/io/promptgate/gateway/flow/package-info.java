/**
 * HALLWAY. Calls each room in order; the only package that knows them all. Read {@link io.promptgate.gateway.flow.Flow}
 * first.
 */
@NullMarked
package io.promptgate.gateway.flow;

import org.jspecify.annotations.NullMarked;
