package io.promptgate.cli;

import io.promptgate.cli.prices.LogChanges;
import io.promptgate.cli.prices.Suite;
import io.promptgate.cli.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who changed what in the log. */
@Command(
        name = "audit-log",
        description = "Shows who removed requests from the log, and who priced them anew; the newest first.",
        mixinStandardHelpOptions = true,
        footerHeading = "%n",
        footer = {
            "Where logs-service is and the key come from PG_LOGS_URL and PG_ADMIN_KEY, else from the stack in the state",
            "folder. Exit codes: 0 well, 1 logs-service refused or is away, 2 a wrong command line."
        })
final class AuditLog implements Runnable {
    @Mixin
    private final StateOption state = new StateOption();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "how many, 1 to 500 (default: 50)")
    private int limit = 50;

    private final Terminal terminal;
    private final Map<String, String> environment;

    AuditLog(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public void run() {
        new LogChanges(new Suite(environment, state.dir()).logs()).audit(limit).forEach(terminal::say);
    }
}
