/**
 * ROOM 6, HTTP out. Takes bytes for a provider; gives the upstream's answer as it comes, bounded in time and size. Knows
 * no JSON.
 */
@NullMarked
package io.promptgate.gateway.upstream;

import org.jspecify.annotations.NullMarked;
