/** Identifiers for new rows. */
@NullMarked
package io.promptgate.common.id;

import org.jspecify.annotations.NullMarked;
