/** What the person at the terminal reads: progress, news, and one clear line for each failure. */
@NullMarked
package io.promptgate.cli.terminal;

import org.jspecify.annotations.NullMarked;
