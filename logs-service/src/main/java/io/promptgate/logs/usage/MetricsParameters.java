package io.promptgate.logs.usage;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics calls are asked, unchecked.
 *
 * @param window 1h, 24h (default), 7d or 30d back from now; or instead {@code from} and {@code to}
 * @param from an RFC 3339 time or a date
 * @param to the same; without it, now
 * @param by provider (default), model, alias, token or endpoint
 * @param bucket 1m, 5m, 1h or 1d; without it, no buckets
 * @param q a filter
 */
public record MetricsParameters(
        @QueryParam("window") @Nullable String window,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("by") @Nullable String by,
        @QueryParam("bucket") @Nullable String bucket,
        @QueryParam("q") @Nullable String q) {}
