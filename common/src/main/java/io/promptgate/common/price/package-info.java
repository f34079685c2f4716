/** What tokens cost: prices by provider and model, where they come from, and which one holds for a name. */
@NullMarked
package io.promptgate.common.price;

import org.jspecify.annotations.NullMarked;
