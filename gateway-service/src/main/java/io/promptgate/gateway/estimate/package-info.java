/**
 * Counts what a stream used where its provider did not say. Takes the request and what came; gives a usage, marked as
 * estimated, on a thread of its own. It must not be asked for a request whose provider has told.
 */
@NullMarked
package io.promptgate.gateway.estimate;

import org.jspecify.annotations.NullMarked;
