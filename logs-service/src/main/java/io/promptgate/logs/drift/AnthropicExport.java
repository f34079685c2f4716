package io.promptgate.logs.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's exports. JSON: pages of {@code GET /v1/organizations/usage_report/messages} with {@code
 * group_by[]=model}, and of {@code GET /v1/organizations/cost_report} (Claude docs, Usage and Cost API; Claude
 * Cookbook, "Usage &amp; Cost Admin API"): buckets of {@code starting_at} with {@code results}; {@code
 * uncached_input_tokens} do not hold the cached ones, and {@code amount} is in cents. CSV: the export of the Console's
 * usage page (support.claude.com, "Cost and usage reporting in the Claude Console"), whose columns Anthropic does not
 * document: they are those of a file of 2025-11-28 that a user took apart in public ({@code usage_date_utc}, {@code
 * usage_input_tokens_no_cache} and so on).
 */
final class AnthropicExport {
    private static final int CENTS = 2;

    private AnthropicExport() {}

    static void bucket(JsonNode bucket, List<ExportRow> rows) {
        JsonNode start = bucket.path("starting_at");
        if (!start.isTextual() || !bucket.path("results").isArray()) {
            throw ProblemException.refused("The export is none of Anthropic's: a bucket has starting_at and results.");
        }
        LocalDate day = UsageExport.day(start.asText());
        rows.add(ExportRow.nothing(day));
        for (JsonNode result : bucket.path("results")) {
            String model =
                    result.path("model").isTextual() ? result.path("model").asText() : null;
            rows.add(
                    result.has("amount")
                            ? new ExportRow(day, model, null, null, null, cents(result.path("amount")))
                            : new ExportRow(day, model, null, input(result), count(result, "output_tokens"), null));
        }
    }

    static ExportRow row(Map<String, String> row) {
        String cost = row.getOrDefault("cost_usd", "");
        return new ExportRow(
                UsageExport.day(UsageExport.need(row, "usage_date_utc")),
                UsageExport.need(row, "model_version", "model"),
                null,
                UsageExport.sum(
                        UsageExport.count(row, "usage_input_tokens_no_cache"),
                        UsageExport.count(row, "usage_input_tokens_cache_write_5m"),
                        UsageExport.count(row, "usage_input_tokens_cache_write_1h"),
                        UsageExport.count(row, "usage_input_tokens_cache_read")),
                UsageExport.count(row, "usage_output_tokens"),
                cost.isEmpty() ? null : new BigDecimal(cost));
    }

    private static @Nullable Long input(JsonNode result) {
        JsonNode written = result.path("cache_creation");
        return UsageExport.sum(
                count(result, "uncached_input_tokens"),
                count(written, "ephemeral_5m_input_tokens"),
                count(written, "ephemeral_1h_input_tokens"),
                count(result, "cache_read_input_tokens"));
    }

    private static @Nullable Long count(JsonNode result, String name) {
        return result.path(name).canConvertToLong()
                ? Long.valueOf(result.path(name).asLong())
                : null;
    }

    private static BigDecimal cents(JsonNode amount) {
        return new BigDecimal(amount.asText()).scaleByPowerOfTen(-CENTS);
    }
}
