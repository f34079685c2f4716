package io.promptgate.cli.stack;

import io.promptgate.cli.database.DataFolder;
import io.promptgate.cli.process.Health;
import io.promptgate.cli.process.PidFile;
import io.promptgate.cli.state.Ports;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one part is.
 *
 * @param process the one that runs it, if it runs
 * @param port 0 = none of its own
 * @param health {@code ready}, {@code not ready}, or {@code -} for what is not asked or not up
 */
public record PartStatus(String name, Optional<ProcessHandle> process, int port, String health) {
    private static final String READY = "ready";
    private static final String NOT_READY = "not ready";
    private static final String NONE = "-";

    /** All parts of a stack; {@code up} is its launcher, if that runs. */
    public static List<PartStatus> all(StackFacts facts, StateDir state, Optional<ProcessHandle> up) {
        Ports ports = facts.ports();
        List<PartStatus> all = new ArrayList<>();
        all.add(new PartStatus("launcher", up, 0, NONE));
        all.add(service(ServicePlans.GATEWAY, state, ports.gateway()));
        all.add(service(ServicePlans.ADMIN, state, ports.admin()));
        all.add(service(ServicePlans.LOGS, state, ports.logs()));
        if (facts.embedded()) {
            Optional<ProcessHandle> server = new DataFolder(state.postgres()).server();
            all.add(new PartStatus("postgresql", server, ports.database(), server.isPresent() ? READY : NONE));
        }
        if (facts.demo()) {
            all.add(new PartStatus("mock providers", up, ports.mockProviders(), up.isPresent() ? READY : NONE));
        }
        return all;
    }

    public boolean isWell() {
        return process.isPresent() && !health.equals(NOT_READY);
    }

    public Optional<Duration> uptime() {
        return process.flatMap(running -> running.info().startInstant())
                .map(start -> Duration.between(start, Instant.now()));
    }

    private static PartStatus service(String name, StateDir state, int port) {
        Optional<ProcessHandle> process = new PidFile(state.running(), name).process();
        if (process.isEmpty()) {
            return new PartStatus(name, process, port, NONE);
        }
        return new PartStatus(name, process, port, Health.isReady(Ports.management(port)) ? READY : NOT_READY);
    }
}
