/**
 * ROOM 8, the record. Takes what is known of a request at its end, once; ships it to logs-service without ever
 * holding a request up, and counts it.
 */
@NullMarked
package io.promptgate.gateway.record;

import org.jspecify.annotations.NullMarked;
