/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.cli.terminal;

import org.jspecify.annotations.NullMarked;
