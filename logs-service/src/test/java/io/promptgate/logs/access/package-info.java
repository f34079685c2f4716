/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.access;

import org.jspecify.annotations.NullMarked;
