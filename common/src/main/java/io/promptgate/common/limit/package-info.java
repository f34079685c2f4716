/** What a token, or another holder, may use: how fast, and how much by the calendar. */
@NullMarked
package io.promptgate.common.limit;

import org.jspecify.annotations.NullMarked;
