/** Guardrails as they are configured: the rules of one level, and what holds when levels lie over each other. */
@NullMarked
package io.promptgate.common.guard;

import org.jspecify.annotations.NullMarked;
