/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.export;

import org.jspecify.annotations.NullMarked;
