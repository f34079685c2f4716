/** Secrets at rest and in memory: sealing, hashing, and values that cannot be printed. */
@NullMarked
package io.promptgate.common.secret;

import org.jspecify.annotations.NullMarked;
