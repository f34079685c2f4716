package io.promptgate.bench;

import java.time.Duration;

/** Sends a lane's traffic to a target. */
interface Load {

    /** Keeps all clients of the lane busy for that long. */
    LoadResult run(Lane lane, Target target, Duration length) throws InterruptedException;
}
