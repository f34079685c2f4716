/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.secret;

import org.jspecify.annotations.NullMarked;
