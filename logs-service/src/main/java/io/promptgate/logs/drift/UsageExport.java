package io.promptgate.logs.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import io.promptgate.service.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An export as a provider hands it out, as JSON or as CSV. */
enum UsageExport {
    OPENAI {
        @Override
        void bucket(JsonNode bucket, List<ExportRow> rows) {
            OpenAiExport.bucket(bucket, rows);
        }

        @Override
        ExportRow row(Map<String, String> row) {
            return OpenAiExport.row(row);
        }
    },
    ANTHROPIC {
        @Override
        void bucket(JsonNode bucket, List<ExportRow> rows) {
            AnthropicExport.bucket(bucket, rows);
        }

        @Override
        ExportRow row(Map<String, String> row) {
            return AnthropicExport.row(row);
        }
    };

    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");
    private static final int DAY_LENGTH = 10;

    /** Adds what a bucket of the provider's usage or cost report says. */
    abstract void bucket(JsonNode bucket, List<ExportRow> rows);

    /** What a row of a CSV file says. */
    abstract ExportRow row(Map<String, String> row);

    /**
     * Reads an export.
     *
     * @throws ProblemException 400 when it is neither JSON nor text; 422 when it is no export of this provider's
     */
    List<ExportRow> read(byte[] export, boolean json) {
        try {
            return json ? pages(export) : table(new String(export, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw ProblemException.refused("The export has a figure that cannot be read: " + e.getMessage());
        }
    }

    /** One page of an answer, or a list of pages. */
    private List<ExportRow> pages(byte[] export) {
        JsonNode root = tree(export);
        List<ExportRow> rows = new ArrayList<>();
        for (JsonNode page : root.isArray() ? root : List.of(root)) {
            JsonNode buckets = page.path("data");
            if (!buckets.isArray()) {
                throw ProblemException.refused("The export has no data: a page of the provider's report is expected.");
            }
            buckets.forEach(bucket -> bucket(bucket, rows));
        }
        return rows;
    }

    private List<ExportRow> table(String text) {
        return Csv.rows(text).stream().map(this::row).toList();
    }

    private static JsonNode tree(byte[] export) {
        try {
            return Json.MAPPER.readTree(export);
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("The export is not valid JSON: line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    /** The day in UTC of a time: seconds since 1970, or a date with whatever may follow it. */
    static LocalDate day(String time) {
        if (SECONDS.matcher(time).matches()) {
            return LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(time)), ZoneOffset.UTC);
        }
        return time.contains("T")
                ? OffsetDateTime.parse(time)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate()
                : LocalDate.parse(time.length() > DAY_LENGTH ? time.substring(0, DAY_LENGTH) : time);
    }

    /** A field that must be there. */
    static String need(Map<String, String> row, String... names) {
        for (String name : names) {
            String value = row.get(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        throw ProblemException.refused("The export has no column " + String.join(" or ", names) + ".");
    }

    /** A count; null where the column is not there or empty. */
    static @Nullable Long count(Map<String, String> row, String name) {
        String value = row.get(name);
        return value == null || value.isEmpty() ? null : Long.valueOf(value);
    }

    /** The sum of those that are there; null where none is. */
    static @Nullable Long sum(@Nullable Long... counts) {
        Long sum = null;
        for (Long count : counts) {
            if (count != null) {
                sum = sum == null ? count : Long.valueOf(Math.addExact(sum, count));
            }
        }
        return sum;
    }
}
