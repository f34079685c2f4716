package io.promptgate.testkit;

import java.time.Duration;

/**
 * When the parts of a reply are sent. Zero means at once; anything else is rounded up to whole milliseconds.
 *
 * @param beforeHead from the whole request to the status line
 * @param beforeBody from the head to the first byte of the body
 * @param gap between two chunks of the body
 */
public record Pace(Duration beforeHead, Duration beforeBody, Duration gap) {
    public static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
