/**
 * Compares the log with what a provider says was used and what it cost: reads the provider's own export, and sets it
 * against the figures, day by day and model by model.
 */
@NullMarked
package io.promptgate.logs.drift;

import org.jspecify.annotations.NullMarked;
