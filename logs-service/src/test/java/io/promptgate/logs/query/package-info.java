/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.query;

import org.jspecify.annotations.NullMarked;
