/**
 * Guardrails at work: rules made ready once, applied to texts in one pass each and in time linear in their length. What
 * a scanner says of a place depends on no more of the text than {@link
 * io.promptgate.common.guard.scan.StreamWindow#LEAST_HOLD} characters around it, the operator's own patterns apart, so
 * that a stream can be guarded piece by piece.
 */
@NullMarked
package io.promptgate.common.guard.scan;

import org.jspecify.annotations.NullMarked;
