/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.cli.process;

import org.jspecify.annotations.NullMarked;
