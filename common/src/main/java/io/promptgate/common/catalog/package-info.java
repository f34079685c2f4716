/** What is known of providers and prices before any operator says a word: the preset table and the price list. */
@NullMarked
package io.promptgate.common.catalog;

import org.jspecify.annotations.NullMarked;
