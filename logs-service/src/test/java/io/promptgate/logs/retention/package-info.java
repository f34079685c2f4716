/** Tests of how long requests, bodies and figures are kept. */
@NullMarked
package io.promptgate.logs.retention;

import org.jspecify.annotations.NullMarked;
