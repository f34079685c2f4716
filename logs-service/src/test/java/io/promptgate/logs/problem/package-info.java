/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.problem;

import org.jspecify.annotations.NullMarked;
