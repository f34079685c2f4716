/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.filter;

import org.jspecify.annotations.NullMarked;
