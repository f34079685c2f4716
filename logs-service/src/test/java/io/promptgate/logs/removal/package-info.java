/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.removal;

import org.jspecify.annotations.NullMarked;
