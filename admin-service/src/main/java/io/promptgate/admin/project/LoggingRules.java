package io.promptgate.admin.project;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Patterns;
import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.redact.Redactions;

/** What a project can say of its log. The object is sent whole: what is not in it is as the services are set. */
final class LoggingRules {
    private static final int MOST_CAP = 20 * 1024 * 1024;
    private static final int MOST_DAYS = 3_650;

    private LoggingRules() {}

    static Logging read(Fields fields, Logging absent) {
        if (!fields.sent("logging")) {
            return absent;
        }
        Fields logging = fields.object("logging");
        if (logging == null) {
            return Logging.DEFAULT;
        }
        Logging read = new Logging(
                logging.choiceOrNull("bodies", Names.all(Bodies.values())),
                logging.whole("body_cap_bytes", 0, MOST_CAP),
                logging.whole("retention_days", 1, MOST_DAYS),
                logging.whole("body_retention_days", 1, MOST_DAYS),
                Patterns.read(logging, "redact_patterns", Redactions.MOST_PATTERNS, RedactPattern::new));
        if (read.retentionDays() != null
                && read.bodyRetentionDays() != null
                && read.bodyRetentionDays() > read.retentionDays()) {
            logging.error("body_retention_days", "must not be more than retention_days");
        }
        logging.noMore();
        return read;
    }
}
