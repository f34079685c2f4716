/** The program behind {@code ./promptgate}: one small class per command. */
@NullMarked
package io.promptgate.cli;

import org.jspecify.annotations.NullMarked;
