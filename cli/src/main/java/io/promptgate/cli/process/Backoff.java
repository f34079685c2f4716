package io.promptgate.cli.process;

import java.time.Duration;

/**
 * How long to wait before a program is started again: twice as long each time, up to a bound; short again once it
 * has lived for a while. Not thread-safe.
 */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** Who lived this long has not died of its start. */
    private static final Duration LONG_LIFE = Duration.ofSeconds(60);

    private Duration next = FIRST;

    /** The wait after a life of this length. */
    public Duration after(Duration life) {
        if (life.compareTo(LONG_LIFE) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        next = next.multipliedBy(2);
        if (next.compareTo(LONGEST) > 0) {
            next = LONGEST;
        }
        return wait;
    }
}
