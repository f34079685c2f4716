/** Tests of guardrails through the API. */
@NullMarked
package io.promptgate.admin.guardrail;

import org.jspecify.annotations.NullMarked;
