package io.promptgate.admin.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.publish.LoggingRow;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.json.Json;
import java.util.List;

/** What the log keeps of a project, as the columns of {@code config.project} have it. */
final class LoggingColumns {
    private LoggingColumns() {}

    static Logging of(ProjectEntity entity) {
        return LoggingRow.of(
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
}
