/** The closed set of error codes that clients see, and the exception that carries one. */
@NullMarked
package io.promptgate.common.error;

import org.jspecify.annotations.NullMarked;
