/** Tests of guardrails on bodies. */
@NullMarked
package io.promptgate.gateway.policy.guardrail;

import org.jspecify.annotations.NullMarked;
