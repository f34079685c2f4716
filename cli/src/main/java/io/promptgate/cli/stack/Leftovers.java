package io.promptgate.cli.stack;

import io.promptgate.cli.database.DataFolder;
import io.promptgate.cli.database.LeftoverServer;
import io.promptgate.cli.process.PidFile;
import io.promptgate.cli.process.Processes;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What still runs of a stack whose launcher was killed. */
public final class Leftovers {
    /** In the order in which they are stopped. */
    static final List<String> SERVICES = List.of(ServicePlans.GATEWAY, ServicePlans.ADMIN, ServicePlans.LOGS);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** Stops all of it; call it only with the folder's lock, or when nobody has it. */
    public static void stop(StateDir state, Terminal terminal) {
        for (String service : SERVICES) {
            PidFile file = new PidFile(state.running(), service);
            Optional<ProcessHandle> process = file.process();
            if (process.isPresent()) {
                terminal.progress(service, "left from an earlier start: stopping it");
                Processes.end(process.get(), PATIENCE);
            }
            file.delete();
        }
        DataFolder data = new DataFolder(state.postgres());
        if (data.server().isPresent()) {
            terminal.progress("postgresql", "left from an earlier start: stopping it");
            LeftoverServer.stop(data);
        }
    }
}
