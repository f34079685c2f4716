/** Tests of what tests stand on. */
@NullMarked
package io.promptgate.testkit;

import org.jspecify.annotations.NullMarked;
