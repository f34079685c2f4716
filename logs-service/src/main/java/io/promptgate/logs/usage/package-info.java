/** Figures of requests per provider, model, alias, token or endpoint, over a window and in buckets. */
@NullMarked
package io.promptgate.logs.usage;

import org.jspecify.annotations.NullMarked;
