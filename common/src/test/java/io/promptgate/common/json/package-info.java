/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.json;

import org.jspecify.annotations.NullMarked;
