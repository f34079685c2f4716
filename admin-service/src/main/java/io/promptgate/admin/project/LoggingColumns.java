package io.promptgate.admin.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.promptgate.admin.http.Names;
import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the log keeps of a project, as the columns of {@code config.project} have it. */
public final class LoggingColumns {
    private LoggingColumns() {}

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

    static Logging of(ProjectEntity entity) {
        return of(
                entity.logBodies,
                entity.logBodyCapBytes,
                entity.logRetentionDays,
                entity.logBodyRetentionDays,
                entity.redactPatterns);
    }

    static void write(Logging logging, ProjectEntity entity) {
        entity.logBodies = logging.bodies() == null ? null : Names.of(logging.bodies());
        entity.logBodyCapBytes = logging.bodyCapBytes();
        entity.logRetentionDays = logging.retentionDays();
        entity.logBodyRetentionDays = logging.bodyRetentionDays();
        entity.redactPatterns = text(logging.redactPatterns());
    }

    private static String text(List<RedactPattern> patterns) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        patterns.forEach(one -> array.addObject().put("label", one.label()).put("pattern", one.pattern()));
        return array.toString();
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
