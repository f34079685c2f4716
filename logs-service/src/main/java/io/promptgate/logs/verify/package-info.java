/** Compares the figures with the rows that they were summed up from, and says where they differ. */
@NullMarked
package io.promptgate.logs.verify;

import org.jspecify.annotations.NullMarked;
