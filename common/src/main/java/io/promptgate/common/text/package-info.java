/** What several packages do with words. */
@NullMarked
package io.promptgate.common.text;

import org.jspecify.annotations.NullMarked;
