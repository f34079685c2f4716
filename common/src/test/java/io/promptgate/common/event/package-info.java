/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.event;

import org.jspecify.annotations.NullMarked;
