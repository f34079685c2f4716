/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.cli.database;

import org.jspecify.annotations.NullMarked;
