package io.promptgate.cli.stack;

import io.promptgate.cli.database.DataFolder;
import io.promptgate.cli.database.Database;
import io.promptgate.cli.database.EmbeddedDatabase;
import io.promptgate.cli.database.OperatorsDatabase;
import io.promptgate.cli.demo.AdminApi;
import io.promptgate.cli.demo.Demo;
import io.promptgate.cli.demo.MockServer;
import io.promptgate.cli.process.Guard;
import io.promptgate.cli.process.LogFile;
import io.promptgate.cli.process.Service;
import io.promptgate.cli.process.ServicePlan;
import io.promptgate.cli.state.DemoFacts;
import io.promptgate.cli.state.Secrets;
import io.promptgate.cli.state.StackFacts;
import io.promptgate.cli.state.StackLock;
import io.promptgate.cli.state.StateDir;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts a whole stack on one state folder, in this order: the folder's lock, what a killed start left, the ports, a
 * guard, then gateway and database, admin and logs at the same time, the demo. {@link #stop} undoes whatever was
 * done, from any thread, also in the midst of the start.
 */
public final class StackLauncher {
    private static final String DATABASE = "postgresql";

    private final StackOptions options;
    private final StateDir state;
    private final Terminal terminal;
    private final Stack stack;
    private volatile @Nullable StackLock lock;
    private volatile @Nullable Guard guard;
    private volatile @Nullable MockServer mocks;

    public StackLauncher(StackOptions options, Terminal terminal) {
        this.options = options;
        this.state = options.state();
        this.terminal = terminal;
        this.stack = new Stack(
                List.of(
                        List.of(ServicePlans.GATEWAY),
                        List.of(ServicePlans.ADMIN, ServicePlans.LOGS),
                        List.of(DATABASE)),
                terminal);
    }

    /**
     * Starts all and returns when all is ready and being watched.
     *
     * @throws Failure when something is in the way; call {@link #stop} then too
     */
    public StackFacts start() {
        state.create();
        lock = StackLock.take(state.lock());
        Leftovers.stop(state, terminal);
        Optional<Database> operators = OperatorsDatabase.in(options.environment());
        operators.ifPresent(OperatorsDatabase::check);
        PortCheck.check(PortCheck.wanted(options.host(), options.ports(), operators.isEmpty(), options.demo()));
        DataFolder data = new DataFolder(state.postgres());
        if (operators.isEmpty()) {
            data.check();
        }
        Secrets secrets = Secrets.of(state.secrets(), options.environment(), !data.isUsed());
        StackFacts facts = new StackFacts(
                options.host(), options.ports(), options.demo(), operators.isEmpty(), secrets.adminKey());
        facts.write(state.stack());
        guard = Guard.over(state.running(), data.postmasterFile(), Leftovers.SERVICES);
        startParts(
                new ServicePlans(new Programs(options.home(), state, options.compiled()), state, facts, secrets),
                operators,
                secrets);
        stack.awaitReady();
        setUpDemo(facts);
        stack.watch();
        return facts;
    }

    /**
     * Stops all that was started; only then is the folder free for the next start.
     *
     * @param tell whether to say so, part by part
     */
    public synchronized void stop(boolean tell) {
        stack.stop(tell);
        if (mocks != null) {
            mocks.close();
            mocks = null;
        }
        if (guard != null) {
            guard.close();
            guard = null;
        }
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    private void startParts(ServicePlans plans, Optional<Database> operators, Secrets secrets) {
        ServicePlan.Folders folders = new ServicePlan.Folders(state.logs(), state.running());
        // the gateway needs no database: it starts while PostgreSQL does
        Map<String, String> providers = startMocks();
        stack.add(new Service(plans.gateway(providers), folders));
        Database database = operators.orElseGet(() -> startDatabase(secrets));
        stack.add(new Service(plans.admin(database, providers), folders));
        stack.add(new Service(plans.logs(database), folders));
    }

    private Map<String, String> startMocks() {
        if (!options.demo()) {
            return Map.of();
        }
        MockServer started = MockServer.start(options.ports().mockProviders());
        mocks = started;
        return started.environment(options.environment());
    }

    private Database startDatabase(Secrets secrets) {
        EmbeddedDatabase database = new EmbeddedDatabase(
                new DataFolder(state.postgres()),
                options.ports().database(),
                secrets.databasePassword(),
                new LogFile(state.logs(), DATABASE));
        stack.add(database);
        return database.database();
    }

    private void setUpDemo(StackFacts facts) {
        if (options.demo()) {
            try (AdminApi admin = new AdminApi(facts.adminUrl(), facts.adminKey())) {
                boolean made = new Demo(admin, new DemoFacts(state.demo())).setUp();
                terminal.progress("demo", made ? "project made" : "project is there");
            }
        }
    }
}
