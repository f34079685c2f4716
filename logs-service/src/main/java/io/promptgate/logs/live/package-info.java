/**
 * New records as they come: one reader per replica follows the store, holds each new record against every viewer's
 * filter, and hands it on as a server-sent event. Nobody waits for a viewer that reads slowly: it is cut, with the
 * place to go on from.
 */
@NullMarked
package io.promptgate.logs.live;

import org.jspecify.annotations.NullMarked;
