/**
 * What tokens have used in a day and a month: for gateways, which keep budgets by it. Reads the kept figures; knows
 * nothing of budgets.
 */
@NullMarked
package io.promptgate.logs.spend;

import org.jspecify.annotations.NullMarked;
