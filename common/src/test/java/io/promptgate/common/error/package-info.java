/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.error;

import org.jspecify.annotations.NullMarked;
