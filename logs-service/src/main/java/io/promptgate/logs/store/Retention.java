package io.promptgate.logs.store;

/**
 * How long things are kept where a project has no policy of its own, in whole days.
 *
 * @param days requests
 * @param bodyDays bodies; at most as long as their requests
 * @param rollupDays figures; at least as long as requests
 * @param batch how many rows one transaction deletes
 */
public record Retention(int days, int bodyDays, int rollupDays, int batch) {
    public Retention {
        if (days < 1 || bodyDays < 1 || batch < 1) {
            throw new IllegalArgumentException("retention is at least a day");
        }
        bodyDays = Math.min(days, bodyDays);
        rollupDays = Math.max(days, rollupDays);
    }
}
