/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.drift;

import org.jspecify.annotations.NullMarked;
