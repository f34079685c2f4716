/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.cli.logs;

import org.jspecify.annotations.NullMarked;
