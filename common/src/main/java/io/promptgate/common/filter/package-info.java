/**
 * The filter language of logs and metrics: text comes in, an immutable {@link io.promptgate.common.filter.Filter}
 * goes out. Knows nothing of how a store runs it.
 */
@NullMarked
package io.promptgate.common.filter;

import org.jspecify.annotations.NullMarked;
