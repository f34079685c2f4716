/** Tests of what is counted where a provider did not say. */
@NullMarked
package io.promptgate.gateway.estimate;

import org.jspecify.annotations.NullMarked;
