/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.price;

import org.jspecify.annotations.NullMarked;
