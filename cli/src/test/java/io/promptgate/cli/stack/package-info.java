/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.cli.stack;

import org.jspecify.annotations.NullMarked;
