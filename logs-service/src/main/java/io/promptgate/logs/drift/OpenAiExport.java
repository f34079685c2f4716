package io.promptgate.logs.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's exports. JSON: pages of {@code GET /v1/organization/usage/completions} with {@code group_by=model}, and of
 * {@code GET /v1/organization/costs} (OpenAI API reference, Usage; OpenAI Cookbook, "How to use the Usage API and Cost
 * API", of 2025-01-14): buckets of {@code start_time} in seconds with {@code results}, whose {@code input_tokens} hold
 * the cached ones; costs have {@code amount.value}. CSV: the Export button of the usage page (help.openai.com,
 * "Understanding your API usage"), whose columns OpenAI does not document: those of the names above are read.
 */
final class OpenAiExport {
    private static final String USAGE = "organization.usage.completions.result";
    private static final String COSTS = "organization.costs.result";

    private OpenAiExport() {}

    static void bucket(JsonNode bucket, List<ExportRow> rows) {
        JsonNode start = bucket.path("start_time");
        if (!start.canConvertToLong() || !bucket.path("results").isArray()) {
            throw ProblemException.refused("The export is none of OpenAI's: a bucket has start_time and results.");
        }
        LocalDate day = UsageExport.day(start.asText());
        rows.add(ExportRow.nothing(day));
        for (JsonNode result : bucket.path("results")) {
            switch (result.path("object").asText()) {
                case USAGE ->
                    rows.add(new ExportRow(
                            day,
                            result.path("model").isTextual()
                                    ? result.path("model").asText()
                                    : null,
                            count(result, "num_model_requests"),
                            count(result, "input_tokens"),
                            count(result, "output_tokens"),
                            null));
                case COSTS ->
                    rows.add(new ExportRow(
                            day,
                            null,
                            null,
                            null,
                            null,
                            cost(result.path("amount").path("value"))));
                default -> {
                    // embeddings, images and the like are counted in other units
                }
            }
        }
    }

    static ExportRow row(Map<String, String> row) {
        String cost = row.getOrDefault("amount_value", "");
        String model = row.getOrDefault("model", "");
        return new ExportRow(
                UsageExport.day(UsageExport.need(row, "start_time", "start_time_iso", "date")),
                model.isEmpty() ? null : model,
                UsageExport.count(row, "num_model_requests"),
                UsageExport.count(row, "input_tokens"),
                UsageExport.count(row, "output_tokens"),
                cost.isEmpty() ? null : new BigDecimal(cost));
    }

    private static @Nullable Long count(JsonNode result, String name) {
        return result.path(name).canConvertToLong()
                ? Long.valueOf(result.path(name).asLong())
                : null;
    }

    /** OpenAI writes it as a number, or as a text where a number would lose digits. */
    private static BigDecimal cost(JsonNode value) {
        return new BigDecimal(value.asText());
    }
}
