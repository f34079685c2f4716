package io.promptgate.cli.stack;

import io.promptgate.cli.database.Database;
import io.promptgate.cli.process.ServicePlan;
import io.promptgate.cli.state.Ports;
import io.promptgate.cli.state.Secrets;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StateDir;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the three services are run: each gets the settings and secrets that it needs, and none of the others'. */
final class ServicePlans {
    static final String GATEWAY = "gateway";
    static final String ADMIN = "admin";
    static final String LOGS = "logs";

    /** Half of the CPU time of a start; for services whose hard work is PostgreSQL's. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** The first stop also writes what the next start reads; see {@link ClassArchive}. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Streams may end in peace. */
    private static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(60);

    private static final Set<String> OF_ADMIN_AND_LOGS = Set.of(
            "PROMPTGATE_ADMIN_KEY",
            "PROMPTGATE_DATABASE_URL",
            "PROMPTGATE_DATABASE_USER",
            "PROMPTGATE_DATABASE_PASSWORD");
    private static final Set<String> OF_ADMIN_AND_GATEWAY =
            Set.of("PROMPTGATE_MASTER_KEY", "PROMPTGATE_FORMER_MASTER_KEYS");

    private final Programs programs;
    private final StateDir state;
    private final StackFacts facts;
    private final Secrets secrets;

    ServicePlans(Programs programs, StateDir state, StackFacts facts, Secrets secrets) {
        this.programs = programs;
        this.state = state;
        this.facts = facts;
        this.secrets = secrets;
    }

    /** The gateway knows no database. */
    ServicePlan gateway(Map<String, String> providers) {
        Map<String, String> settings = settings(facts.ports().gateway());
        settings.put("PROMPTGATE_MASTER_KEY", secrets.masterKey().reveal());
        settings.put("PROMPTGATE_ADMIN_URL", facts.adminUrl());
        settings.put("PROMPTGATE_LOGS_URL", facts.logsUrl());
        settings.put("PROMPTGATE_STATE_DIR", state.gateway().toString());
        settings.putAll(providers);
        return new ServicePlan(
                GATEWAY,
                programs.command(GATEWAY, "-Xmx1g"),
                settings,
                OF_ADMIN_AND_LOGS,
                Ports.management(facts.ports().gateway()),
                GATEWAY_PATIENCE);
    }

    /** The admin service tries credentials where the gateway uses them, so that it gets the same overrides. */
    ServicePlan admin(Database database, Map<String, String> providers) {
        Map<String, String> settings = settings(facts.ports().admin());
        settings.put("PROMPTGATE_MASTER_KEY", secrets.masterKey().reveal());
        settings.put("PROMPTGATE_ADMIN_KEY", secrets.adminKey().reveal());
        settings.putAll(database.environment());
        settings.putAll(providers);
        List<String> command = programs.command(ADMIN, "-Xmx512m", QUICK_COMPILER);
        return new ServicePlan(
                ADMIN,
                command,
                settings,
                Set.of(),
                Ports.management(facts.ports().admin()),
                PATIENCE);
    }

    /** The logs service opens nothing that is sealed. It asks the admin service for keys and prices. */
    ServicePlan logs(Database database) {
        Map<String, String> settings = settings(facts.ports().logs());
        settings.put("PROMPTGATE_ADMIN_URL", facts.adminUrl());
        settings.put("PROMPTGATE_ADMIN_KEY", secrets.adminKey().reveal());
        settings.putAll(database.environment());
        return new ServicePlan(
                LOGS,
                programs.command(LOGS, "-Xmx512m", QUICK_COMPILER),
                settings,
                OF_ADMIN_AND_GATEWAY,
                Ports.management(facts.ports().logs()),
                PATIENCE);
    }

    private Map<String, String> settings(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("QUARKUS_HTTP_HOST", facts.host());
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        settings.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(Ports.management(port)));
        // asked ten times a second until it is up: each no would be a line in the log
        settings.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN");
        settings.put("PROMPTGATE_SERVICE_KEY", secrets.serviceKey().reveal());
        return settings;
    }
}
