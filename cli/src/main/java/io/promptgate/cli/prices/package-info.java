/** Prices from the terminal, through the admin API; and what a provider's export says against the log. */
@NullMarked
package io.promptgate.cli.prices;

import org.jspecify.annotations.NullMarked;
