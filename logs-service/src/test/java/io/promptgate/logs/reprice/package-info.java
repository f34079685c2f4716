/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.reprice;

import org.jspecify.annotations.NullMarked;
