/** Tests of patterns that the operator brings. */
@NullMarked
package io.promptgate.common.pattern;

import org.jspecify.annotations.NullMarked;
