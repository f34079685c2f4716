/** Tests of the service as a whole. */
@NullMarked
package io.promptgate.gateway;

import org.jspecify.annotations.NullMarked;
