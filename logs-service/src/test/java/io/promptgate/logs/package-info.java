/** What several tests share, and tests of the service as a whole. */
@NullMarked
package io.promptgate.logs;

import org.jspecify.annotations.NullMarked;
