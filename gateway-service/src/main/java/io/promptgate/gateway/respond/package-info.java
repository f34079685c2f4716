/**
 * ROOM 7, the reply. Takes an upstream's answer; gives the client its bytes, at the client's pace.
 */
@NullMarked
package io.promptgate.gateway.respond;

import org.jspecify.annotations.NullMarked;
