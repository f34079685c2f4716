/** How long requests, bodies and figures are kept, and the chore that takes away what has expired. */
@NullMarked
package io.promptgate.logs.retention;

import org.jspecify.annotations.NullMarked;
