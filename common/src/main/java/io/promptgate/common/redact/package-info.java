/** Takes out of what is kept what must not be kept, by its form; in time linear in its length. */
@NullMarked
package io.promptgate.common.redact;

import org.jspecify.annotations.NullMarked;
