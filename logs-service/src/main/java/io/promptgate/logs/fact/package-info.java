/** The facts of a record under the names that the store's columns and an export's share. In comes a record, out a value. */
@NullMarked
package io.promptgate.logs.fact;

import org.jspecify.annotations.NullMarked;
