/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.search;

import org.jspecify.annotations.NullMarked;
