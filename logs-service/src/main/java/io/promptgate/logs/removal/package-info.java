/** Takes requests out of the log for good, on demand, and tells who did. */
@NullMarked
package io.promptgate.logs.removal;

import org.jspecify.annotations.NullMarked;
