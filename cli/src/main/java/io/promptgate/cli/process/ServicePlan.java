package io.promptgate.cli.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one service is run.
 *
 * @param command the program and its arguments
 * @param environment set for it
 * @param withheld variables of this process's environment that it must not see
 * @param patience how long it may take to end before it is killed
 */
public record ServicePlan(
        String name,
        List<String> command,
        Map<String, String> environment,
        Set<String> withheld,
        int managementPort,
        Duration patience) {

    public ServicePlan {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        withheld = Set.copyOf(withheld);
    }

    /** Where its traces go. */
    public record Folders(Path logs, Path running) {}
}
