/** The names of the suite's settings. */
@NullMarked
package io.promptgate.common.settings;

import org.jspecify.annotations.NullMarked;
