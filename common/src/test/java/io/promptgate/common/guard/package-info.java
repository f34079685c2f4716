/** Tests of guardrails as they are configured. */
@NullMarked
package io.promptgate.common.guard;

import org.jspecify.annotations.NullMarked;
