package io.promptgate.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a load generator saw in one window.
 *
 * @param sent requests written, also those whose answers were not waited for when the window closed
 * @param answered whole answers of 2xx
 * @param errors everything else: refused connections, other statuses, broken or incomplete answers
 * @param latency from the request to the end of its answer
 * @param firstToken from the request to the first event with content; null for whole replies
 * @param generatorCores how much of a core the load generator used
 */
record LoadResult(
        long sent,
        long answered,
        long errors,
        double seconds,
        Percentiles latency,
        @Nullable Percentiles firstToken,
        double generatorCores) {}
