package io.promptgate.admin.project;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Rule;
import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.redact.Redactions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a project can say of its log. The object is sent whole: what is not in it is as the services are set. */
final class LoggingRules {
    private static final int MOST_CAP = 20 * 1024 * 1024;
    private static final int MOST_DAYS = 3_650;
    private static final Rule LABEL = Rule.matching("[a-z0-9_-]{1,32}", "must be 1 to 32 characters of a-z 0-9 _ -");
    private static final Rule PATTERN = Rule.text(Redactions.LONGEST_PATTERN);

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
                patterns(logging));
        if (read.retentionDays() != null
                && read.bodyRetentionDays() != null
                && read.bodyRetentionDays() > read.retentionDays()) {
            logging.error("body_retention_days", "must not be more than retention_days");
        }
        logging.noMore();
        return read;
    }

    private static List<RedactPattern> patterns(Fields logging) {
        List<RedactPattern> patterns = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        List<Fields> sent = logging.list("redact_patterns");
        if (sent == null) {
            return patterns;
        }
        if (sent.size() > Redactions.MOST_PATTERNS) {
            logging.error("redact_patterns", "must be at most " + Redactions.MOST_PATTERNS);
        }
        for (Fields one : sent) {
            RedactPattern pattern = new RedactPattern(one.text("label", LABEL), one.text("pattern", PATTERN));
            if (!labels.add(pattern.label())) {
                one.error("label", "is there twice");
            }
            check(one, pattern.pattern());
            one.noMore();
            patterns.add(pattern);
        }
        return patterns;
    }

    private static void check(Fields one, String pattern) {
        if (pattern.isEmpty()) {
            return; // told already
        }
        try {
            Redactions.check(pattern);
        } catch (IllegalArgumentException e) {
            one.error("pattern", String.valueOf(e.getMessage()));
        }
    }
}
