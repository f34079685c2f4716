package io.promptgate.logs.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How long things are kept, in days. A project may have times of its own for requests and bodies. */
@ConfigMapping(prefix = "promptgate.retention")
public interface RetentionConfig {
    /** Requests. */
    @WithDefault("30")
    int days();

    /** Bodies; without it as long as their requests, and never longer. */
    OptionalInt bodyDays();

    /** Figures, which are small: thirteen months, so that a month can be compared with that of last year. */
    @WithDefault("396")
    int rollupDays();

    /** Rows that one transaction deletes: so many that it pays, so few that nobody waits for it. */
    @WithDefault("5000")
    int batch();

    /** Between two looks for what has expired. */
    @WithDefault("1h")
    Duration every();

    /** Between two looks for projects' own times, which admin-service has. */
    @WithDefault("1m")
    Duration policiesEvery();
}
