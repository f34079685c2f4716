/** Tests of guardrails at work. */
@NullMarked
package io.promptgate.common.guard.scan;

import org.jspecify.annotations.NullMarked;
