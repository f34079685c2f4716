/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.cli.demo;

import org.jspecify.annotations.NullMarked;
