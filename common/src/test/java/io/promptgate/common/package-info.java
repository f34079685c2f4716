/** Tests of the shared records as a whole. */
@NullMarked
package io.promptgate.common;

import org.jspecify.annotations.NullMarked;
