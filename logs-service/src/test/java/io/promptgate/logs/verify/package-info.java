/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.verify;

import org.jspecify.annotations.NullMarked;
