/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.catalog;

import org.jspecify.annotations.NullMarked;
