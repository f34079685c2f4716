/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.usage;

import org.jspecify.annotations.NullMarked;
