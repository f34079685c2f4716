/** Tests of redaction by pattern. */
@NullMarked
package io.promptgate.common.redact;

import org.jspecify.annotations.NullMarked;
