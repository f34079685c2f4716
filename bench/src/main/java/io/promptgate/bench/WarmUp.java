package io.promptgate.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Makes the JVMs compile what is to be measured. A gateway is warm when its just-in-time compiler has come to rest;
 * how long that takes depends on how busy the machine is.
 */
final class WarmUp {
    private static final int LONGEST = 4;
    private static final int CHUNKS = 3;
    private static final double AT_REST = 0.03;

    private final Options options;
    private final Window window;
    private final PrintStream progress;

    WarmUp(Options options, Window window, PrintStream progress) {
        this.options = options;
        this.window = window;
        this.progress = progress;
    }

    void run(List<Target> targets) throws InterruptedException {
        List<Lane> lanes = Lane.of(options.kinds()).stream()
                .filter(lane -> lane.clients() == Lane.BAR_CLIENTS)
                .toList();
        for (Target target : targets) {
            for (Lane lane : lanes) {
                warm(lane, target);
            }
        }
    }

    /** Loads it until its compiler rests; a native program has none. */
    void warm(Lane lane, Target target) throws InterruptedException {
        progress.printf("warming up %s (%s) ...%n", target.name(), lane.title());
        Duration chunk = options.warmUp().dividedBy(CHUNKS);
        int most = target.isGateway() ? CHUNKS * LONGEST : 1;
        boolean rested = false;
        for (int done = 0; done < most && !(rested && done >= CHUNKS); done++) {
            rested = compilerShare(lane, target, chunk) < AT_REST;
        }
    }

    /** Runs the lane's load for that long and gives the compiler's share in the target's CPU time. */
    private double compilerShare(Lane lane, Target target, Duration length) throws InterruptedException {
        ProcessTree processes = target.processes().apply(lane.upstream());
        long all = processes.cpuMicros();
        long compiler = processes.compilerMicros();
        window.run(lane, target, length);
        target.settle();
        return (processes.compilerMicros() - compiler) / (double) Math.max(1, processes.cpuMicros() - all);
    }
}
