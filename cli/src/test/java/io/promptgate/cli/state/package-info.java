/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.cli.state;

import org.jspecify.annotations.NullMarked;
