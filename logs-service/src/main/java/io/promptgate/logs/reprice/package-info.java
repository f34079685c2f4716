/** Prices the records of a window anew after a correction of prices: by the table that admin-service has now. */
@NullMarked
package io.promptgate.logs.reprice;

import org.jspecify.annotations.NullMarked;
