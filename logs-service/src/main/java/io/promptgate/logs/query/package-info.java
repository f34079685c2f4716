/** Reads the parameters that several calls share, and says what is allowed where one is wrong. */
@NullMarked
package io.promptgate.logs.query;

import org.jspecify.annotations.NullMarked;
