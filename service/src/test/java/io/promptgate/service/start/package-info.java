/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.service.start;

import org.jspecify.annotations.NullMarked;
