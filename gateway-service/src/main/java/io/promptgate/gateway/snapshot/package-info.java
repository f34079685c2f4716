/**
 * CELLAR, the configuration. Follows admin-service and keeps one immutable picture that all rooms read.
 */
@NullMarked
package io.promptgate.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
