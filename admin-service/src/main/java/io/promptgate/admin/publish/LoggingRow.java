package io.promptgate.admin.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the log keeps of a project, read from the columns of {@code config.project}. */
public final class LoggingRow {
    private LoggingRow() {}

    /**
     * Puts it together.
     *
     * @param patterns {@code [{"label","pattern"}]}
     */
    public static Logging of(
            @Nullable String bodies,
            @Nullable Integer bodyCapBytes,
            @Nullable Integer retentionDays,
            @Nullable Integer bodyRetentionDays,
            String patterns) {
        return new Logging(
                bodies == null ? null : Bodies.valueOf(bodies.toUpperCase(Locale.ROOT)),
                bodyCapBytes,
                retentionDays,
                bodyRetentionDays,
                patterns(patterns));
    }

    private static List<RedactPattern> patterns(String text) {
        try {
            List<RedactPattern> patterns = new ArrayList<>();
            for (JsonNode one : Json.MAPPER.readTree(text)) {
                patterns.add(new RedactPattern(
                        one.path("label").asText(), one.path("pattern").asText()));
            }
            return patterns;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("redact_patterns of a project is no JSON", e);
        }
    }
}
