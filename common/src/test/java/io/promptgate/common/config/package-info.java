/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.common.config;

import org.jspecify.annotations.NullMarked;
