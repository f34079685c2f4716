package io.promptgate.logs.upkeep;

import java.time.Duration;

/** Something that is done again and again, each time to its end before the next. */
public interface Chore {
    /** As metrics and the service's log name it. */
    String name();

    /** The pause between two times. */
    Duration every();

    /** Does it once; may block. What it throws is counted, and it is tried again after the pause. */
    void run();
}
