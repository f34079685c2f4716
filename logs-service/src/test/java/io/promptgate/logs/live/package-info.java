/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.live;

import org.jspecify.annotations.NullMarked;
