/** Tests of the names of settings. */
@NullMarked
package io.promptgate.common.settings;

import org.jspecify.annotations.NullMarked;
