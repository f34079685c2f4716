/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.id;

import org.jspecify.annotations.NullMarked;
