/**
 * What must hold before the service starts: the suite's own settings.
 */
@NullMarked
package io.promptgate.gateway.start;

import org.jspecify.annotations.NullMarked;
