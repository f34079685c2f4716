/** The gateway's process. */
@NullMarked
package io.promptgate.gateway;

import org.jspecify.annotations.NullMarked;
