/** A service's beginning: what must hold before it serves, and the one line that says why it does not. */
@NullMarked
package io.promptgate.service.start;

import org.jspecify.annotations.NullMarked;
