/**
 * Guardrails on the way of a request. Takes what goes to a model, and what comes from one; gives it with marks in place
 * of what must not pass, or refuses it. Waits for nothing.
 */
@NullMarked
package io.promptgate.gateway.policy.guardrail;

import org.jspecify.annotations.NullMarked;
