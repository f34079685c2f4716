package io.promptgate.bench;

import java.time.Duration;

/** Measures one window. */
final class Window {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final double KIB_PER_MIB = 1024;

    private final Stubs stubs;
    private final Load plain;
    private final Load streams;
    private long recorded;

    Window(Stubs stubs, Load plain, Load streams) {
        this.stubs = stubs;
        this.plain = plain;
        this.streams = streams;
    }

    /** Requests so far of which a record must be in logs-service. */
    long recorded() {
        return recorded;
    }

    /** Runs the lane's load against the target for that long, and waits until all that follows from it is done. */
    Sample measure(Lane lane, Target target, Duration length) throws InterruptedException {
        long dropped = target.dropped();
        double busyBefore = Machine.busyCores(PAUSE);
        ProcessTree processes = target.processes().apply(lane.upstream());
        ProcessTree stub = stubs.tree(lane.upstream());
        long stubBefore = stub.cpuMicros();
        long before = processes.cpuMicros();
        LoadResult result = run(lane, target, length);
        double stubCores = (stub.cpuMicros() - stubBefore) / 1e6 / result.seconds();
        target.settle();
        double cpu = processes.cpuMicros() - before;
        return new Sample(
                result.answered() / result.seconds(),
                result.latency(),
                result.firstToken(),
                cpu / Math.max(1, result.answered()),
                processes.residentKiB() / KIB_PER_MIB,
                result.errors(),
                target.dropped() - dropped,
                new Sample.Limits(result.generatorCores(), stubCores / stubs.loops(lane.upstream()), busyBefore));
    }

    /** Runs the load without measuring. */
    LoadResult run(Lane lane, Target target, Duration length) throws InterruptedException {
        Load load = lane.kind() == Lane.Kind.PLAIN ? plain : streams;
        LoadResult result = load.run(lane, target, length);
        recorded += target.isGateway() ? result.sent() : 0;
        return result;
    }
}
