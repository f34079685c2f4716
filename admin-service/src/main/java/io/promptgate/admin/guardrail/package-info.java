/** Guardrails, of all projects and of each. */
@NullMarked
package io.promptgate.admin.guardrail;

import org.jspecify.annotations.NullMarked;
