package io.promptgate.logs.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The figures computed once more, from the records themselves and in another way. */
final class Expected {
    private Expected() {}

    static Map<@Nullable String, List<RequestRecord>> groups(
            List<RequestRecord> records, @Nullable Function<RequestRecord, @Nullable String> key) {
        Map<@Nullable String, List<RequestRecord>> groups = new LinkedHashMap<>();
        for (RequestRecord record : records) {
            String of = Objects.requireNonNull(key).apply(record);
            groups.computeIfAbsent(of, _ -> new ArrayList<>()).add(record);
        }
        return groups;
    }

    static List<RequestRecord> of(Map<@Nullable String, List<RequestRecord>> groups, JsonNode key) {
        List<RequestRecord> own = groups.get(key.isNull() ? null : key.asText());
        return Objects.requireNonNull(own, () -> "no record has the key " + key);
    }

    static void assertFigures(JsonNode figures, List<RequestRecord> records) {
        long errors = count(records, r -> r.outcome().errorCode() != null);
        assertThat(figures.path("requests").asLong()).isEqualTo(records.size());
        assertThat(figures.path("errors").asLong()).isEqualTo(errors);
        assertThat(figures.path("error_rate").decimalValue()).isEqualByComparingTo(ratio(errors, records.size()));
        assertThat(figures.path("unpriced_requests").asLong()).isEqualTo(count(records, Expected::isUnpriced));
        assertLatency(figures, records);
        assertTokens(figures.path("tokens"), records);
        assertCost(figures.path("cost_usd"), records);
    }

    static BigDecimal ratio(long part, long all) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), 6, RoundingMode.HALF_UP);
    }

    private static void assertLatency(JsonNode figures, List<RequestRecord> records) {
        List<Long> latencies =
                records.stream().map(r -> r.timing().latencyMs()).sorted().toList();
        long sum = latencies.stream().mapToLong(Long::longValue).sum();
        JsonNode latency = figures.path("latency_ms");
        assertThat(latency.path("avg").decimalValue())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(latencies.size()), 1, RoundingMode.HALF_UP));
        assertPercentile(latency.path("p50"), latencies, 50);
        assertPercentile(latency.path("p95"), latencies, 95);
        assertPercentile(latency.path("p99"), latencies, 99);
        List<Long> ttfts = records.stream()
                .map(r -> r.timing().ttftMs())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted()
                .toList();
        assertPercentile(figures.path("ttft_ms").path("p50"), ttfts, 50);
        assertPercentile(figures.path("ttft_ms").path("p95"), ttfts, 95);
    }

    /** The nearest rank: the smallest value that at least so many percent of the values do not exceed; up to 1/128 off. */
    private static void assertPercentile(JsonNode actual, List<Long> sorted, int percent) {
        if (sorted.isEmpty()) {
            assertThat(actual.isNull()).isTrue();
            return;
        }
        int rank = Math.ceilDiv(sorted.size() * percent, 100);
        long exact = sorted.get(rank - 1);
        assertThat(Math.abs(actual.asLong() - exact)).isLessThanOrEqualTo(exact / 128);
    }

    private static void assertTokens(JsonNode tokens, List<RequestRecord> records) {
        assertThat(tokens.path("prompt").asLong()).isEqualTo(sum(records, Usage::prompt));
        assertThat(tokens.path("completion").asLong()).isEqualTo(sum(records, Usage::completion));
        assertThat(tokens.path("total").asLong()).isEqualTo(sum(records, Usage::total));
    }

    private static void assertCost(JsonNode cost, List<RequestRecord> records) {
        BigDecimal sum = null;
        for (RequestRecord record : records) {
            BigDecimal usd = record.cost().usd();
            if (usd != null) {
                sum = sum == null ? usd : sum.add(usd);
            }
        }
        if (sum == null) {
            assertThat(cost.isNull()).isTrue();
        } else {
            assertThat(cost.decimalValue()).isEqualByComparingTo(sum);
        }
    }

    private static boolean isUnpriced(RequestRecord record) {
        boolean served = record.outcome().ok()
                || (record.usage() != null && record.usage().total() > 0);
        return record.cost().usd() == null && record.served().provider() != null && served;
    }

    private static long sum(List<RequestRecord> records, ToLongFunction<Usage> tokens) {
        return records.stream()
                .map(RequestRecord::usage)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .mapToLong(tokens)
                .sum();
    }

    private static long count(List<RequestRecord> records, Predicate<RequestRecord> which) {
        return records.stream().filter(which).count();
    }
}
