package io.promptgate.logs.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says, what the log says, and how they differ.
 *
 * @param from the first day, in UTC
 * @param to the last day
 * @param data by day, then by model
 * @param totals of those rows alone that both can be compared in
 */
public record DriftReport(String provider, LocalDate from, LocalDate to, List<Row> data, Totals totals) {
    public DriftReport {
        data = List.copyOf(data);
    }

    /**
     * One model on one day.
     *
     * @param model without its version, since providers tell versions and requests need not; null = all models
     * @param requests how many; theirs null where the provider does not tell
     */
    public record Row(
            LocalDate day,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String model,

            Pair requests,
            Pair inputTokens,
            Pair outputTokens,
            Pair costUsd) {}

    /** All rows together. */
    public record Totals(Pair requests, Pair inputTokens, Pair outputTokens, Pair costUsd) {}

    /**
     * A figure twice.
     *
     * @param theirs the provider's; null where it does not tell
     * @param ours the log's; of a cost null where nothing is priced
     * @param difference ours less theirs; null where one is missing
     * @param percent the difference in percent of theirs; null where that cannot be said
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Pair(
            @Nullable BigDecimal theirs,
            @Nullable BigDecimal ours,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal percent) {}
}
