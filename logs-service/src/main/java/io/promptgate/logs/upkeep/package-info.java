/**
 * What the store needs done now and then: partitions made ahead. Every replica tries, the store lets one at a time do
 * it. In comes the settings' rhythm, out goes nothing but metrics; no caller ever waits for it.
 */
@NullMarked
package io.promptgate.logs.upkeep;

import org.jspecify.annotations.NullMarked;
