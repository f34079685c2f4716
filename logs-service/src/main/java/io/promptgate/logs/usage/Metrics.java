package io.promptgate.logs.usage;

import io.promptgate.logs.store.Figures;
import io.promptgate.logs.store.FiguresQuery;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the store's figures into the form that is answered. */
final class Metrics {
    private static final int RATIO_DECIMALS = 6;

    private Metrics() {}

    /**
     * The answer.
     *
     * @param bucket the length of the buckets as it was asked for
     * @param dropped how many requests gateways had to drop
     * @param figures the groups first, then their buckets in order of time
     */
    static MetricsReply reply(FiguresQuery query, @Nullable String bucket, List<Figures> figures, long dropped) {
        long all = 0;
        List<Figures> groups = new ArrayList<>();
        Map<@Nullable String, List<MetricsReply.Bucket>> buckets = new HashMap<>();
        for (Figures f : figures) {
            if (f.bucket() == null) {
                all += f.requests();
                groups.add(f);
            } else {
                buckets.computeIfAbsent(f.key(), _ -> new ArrayList<>()).add(bucket(f));
            }
        }
        List<MetricsReply.Group> data = new ArrayList<>(groups.size());
        for (Figures f : groups) {
            data.add(group(f, all, bucket == null ? null : buckets.getOrDefault(f.key(), List.of())));
        }
        return new MetricsReply(
                query.by().name().toLowerCase(Locale.ROOT), query.from(), query.to(), bucket, dropped, data);
    }

    private static MetricsReply.Group group(Figures f, long all, @Nullable List<MetricsReply.Bucket> buckets) {
        return new MetricsReply.Group(
                f.key(),
                f.name(),
                f.requests(),
                f.errors(),
                ratio(f.errors(), f.requests()),
                ratio(f.requests(), all),
                latency(f),
                ttft(f),
                tokens(f),
                f.costUsd(),
                f.unpriced(),
                buckets);
    }

    private static MetricsReply.Bucket bucket(Figures f) {
        return new MetricsReply.Bucket(
                Objects.requireNonNull(f.bucket()),
                f.requests(),
                f.errors(),
                ratio(f.errors(), f.requests()),
                latency(f),
                ttft(f),
                tokens(f),
                f.costUsd(),
                f.unpriced());
    }

    private static MetricsReply.Latency latency(Figures f) {
        Figures.Latency latency = f.latency();
        return new MetricsReply.Latency(latency.avg(), latency.p50(), latency.p95(), latency.p99());
    }

    private static MetricsReply.Ttft ttft(Figures f) {
        return new MetricsReply.Ttft(f.ttft().p50(), f.ttft().p95());
    }

    private static MetricsReply.Tokens tokens(Figures f) {
        Figures.Tokens tokens = f.tokens();
        return new MetricsReply.Tokens(
                tokens.prompt(), tokens.completion(), tokens.total(), tokens.cached(), tokens.reasoning());
    }

    private static BigDecimal ratio(long part, long all) {
        BigDecimal ratio =
                BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), RATIO_DECIMALS, RoundingMode.HALF_UP);
        return ratio.signum() == 0 ? BigDecimal.ZERO : ratio.stripTrailingZeros();
    }
}
