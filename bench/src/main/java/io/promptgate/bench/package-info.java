/**
 * Measures the gateway with everything switched on, against nginx and against no gateway at all, in one run on one
 * machine. Read {@link io.promptgate.bench.Bench} first.
 */
@NullMarked
package io.promptgate.bench;

import org.jspecify.annotations.NullMarked;
