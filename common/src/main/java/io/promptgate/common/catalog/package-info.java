/** What is known of providers before any operator says a word: the preset table. */
@NullMarked
package io.promptgate.common.catalog;

import org.jspecify.annotations.NullMarked;
