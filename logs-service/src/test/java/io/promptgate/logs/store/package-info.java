/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.store;

import org.jspecify.annotations.NullMarked;
