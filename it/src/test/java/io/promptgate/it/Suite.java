package io.promptgate.it;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.testkit.Balancer;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.StubUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One whole PromptGate: PostgreSQL, the three services, and one stub that plays all providers. With several replicas,
 * admin-service and logs-service are each behind one address, as on Kubernetes.
 */
final class Suite implements AutoCloseable {
    static final Duration START = Duration.ofSeconds(60);

    private final String name;
    private final Path state;
    private final Postgres postgres;
    private final StubUpstream stub = StubUpstream.start();
    private final String adminKey = ClientToken.mintAdmin().reveal();
    private final String masterKey = SecretBox.newKey().reveal();
    private final Map<String, String> common = new LinkedHashMap<>();
    private final List<ServiceProcess> admins = new ArrayList<>();
    private final List<ServiceProcess> logs = new ArrayList<>();
    private final List<ServiceProcess> gateways = new ArrayList<>();
    private final List<Balancer> balancers = new ArrayList<>();
    private String adminUrl = "";
    private String logsUrl = "";

    private Suite(String name) throws IOException {
        this.name = name;
        this.state = Files.createTempDirectory("promptgate-" + name);
        this.postgres = Postgres.start(FreePorts.one(), state.resolve("postgres"));
        common.put("PROMPTGATE_MASTER_KEY", masterKey);
        common.put("PROMPTGATE_SERVICE_KEY", "service-key-of-" + name + "-suite");
        common.put("PROMPTGATE_ADMIN_KEY", adminKey);
        common.put("PROMPTGATE_DATABASE_URL", postgres.url());
        common.put("PROMPTGATE_DATABASE_USER", postgres.user());
        common.put("PROMPTGATE_DATABASE_PASSWORD", postgres.password());
        common.put("QUARKUS_LOG_CATEGORY__IO_PROMPTGATE__LEVEL", "DEBUG");
    }

    /** How many of each service. */
    record Size(int gateways, int admins, int logs) {}

    /** Starts one of each and waits until all of it can serve. */
    static Suite start(String name) {
        return start(name, new Size(1, 1, 1));
    }

    /** Starts one of each, with these settings more. */
    static Suite start(String name, Map<String, String> settings) {
        return start(name, new Size(1, 1, 1), settings);
    }

    /** Starts as many of each at the same moment, on an empty database, and waits until all of it can serve. */
    static Suite start(String name, Size size) {
        return start(name, size, Map.of());
    }

    static Suite start(String name, Size size, Map<String, String> settings) {
        try {
            Suite suite = new Suite(name);
            suite.common.putAll(settings);
            suite.launchAll(size);
            suite.awaitReady();
            return suite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StubUpstream stub() {
        return stub;
    }

    Postgres postgres() {
        return postgres;
    }

    /** Where PostgreSQL has its data. */
    Path postgresFolder() {
        return state.resolve("postgres");
    }

    ServiceProcess adminService() {
        return admins.getFirst();
    }

    ServiceProcess gateway() {
        return gateways.getFirst();
    }

    ServiceProcess logsService() {
        return logs.getFirst();
    }

    List<ServiceProcess> gateways() {
        return List.copyOf(gateways);
    }

    Rest admin() {
        return new Rest(adminUrl + "/admin/v1", adminKey);
    }

    Rest logs() {
        return new Rest(logsUrl + "/logs/v1", adminKey);
    }

    String adminKey() {
        return adminKey;
    }

    String masterKey() {
        return masterKey;
    }

    /** The base URL that an SDK is given. */
    String baseUrl(String project) {
        return gateway().url("/api/" + project + "/v1");
    }

    /** Starts the first admin-service again, which has stopped, on the ports where it was. */
    void restartAdmin() {
        admins.set(0, again("admin-service", adminService(), common));
    }

    void restartLogs() {
        logs.set(0, again("logs-service", logsService(), common));
    }

    void restartGateway() {
        gateways.set(0, again("gateway-service", gateway(), gatewayEnvironment(0)));
    }

    void awaitReady() {
        all().forEach(service -> service.awaitReady(START));
    }

    /** All that the services have written. */
    String allLogs() {
        StringBuilder all = new StringBuilder();
        all().forEach(service -> all.append(service.log()));
        return all.toString();
    }

    @Override
    public void close() {
        gateways.forEach(ServiceProcess::close);
        logs.forEach(ServiceProcess::close);
        admins.forEach(ServiceProcess::close);
        balancers.forEach(Balancer::close);
        postgres.close();
        stub.close();
    }

    private void launchAll(Size size) {
        for (int i = 0; i < size.admins(); i++) {
            admins.add(launch("admin-service", i, common));
        }
        adminUrl = address(admins);
        common.put("PROMPTGATE_ADMIN_URL", adminUrl);
        for (int i = 0; i < size.logs(); i++) {
            logs.add(launch("logs-service", i, common));
        }
        logsUrl = address(logs);
        for (int i = 0; i < size.gateways(); i++) {
            gateways.add(launch("gateway-service", i, gatewayEnvironment(i)));
        }
    }

    private String address(List<ServiceProcess> replicas) {
        if (replicas.size() == 1) {
            return replicas.getFirst().url("");
        }
        Balancer balancer =
                Balancer.before(replicas.stream().map(ServiceProcess::port).toList());
        balancers.add(balancer);
        return balancer.url("");
    }

    private Map<String, String> gatewayEnvironment(int number) {
        Map<String, String> environment = new LinkedHashMap<>(common);
        environment.put("PROMPTGATE_LOGS_URL", logsUrl);
        environment.put(
                "PROMPTGATE_STATE_DIR", state.resolve("gateway-" + number).toString());
        environment.put("PROMPTGATE_REPLICA_ID", "gateway-" + number);
        environment.put("PROMPTGATE_UPSTREAM_ALLOW", "127.0.0.1");
        environment.put("PROMPTGATE_PROVIDERS_OPENAI_BASE_URL", stub.url("/openai/v1"));
        environment.put("PROMPTGATE_PROVIDERS_ANTHROPIC_BASE_URL", stub.url("/anthropic/v1"));
        environment.put("PROMPTGATE_PROVIDERS_GROQ_BASE_URL", stub.url("/groq/openai/v1"));
        return environment;
    }

    private ServiceProcess launch(String service, int number, Map<String, String> environment) {
        return ServiceProcess.start(plan(service, number, environment));
    }

    private ServiceProcess again(String service, ServiceProcess stopped, Map<String, String> environment) {
        return ServiceProcess.start(plan(service, 0, environment).on(stopped.port(), stopped.managementPort()));
    }

    private ServiceProcess.Plan plan(String service, int number, Map<String, String> environment) {
        return ServiceProcess.Plan.of(service, environment).named(name + "-" + service + "-" + number);
    }

    private Stream<ServiceProcess> all() {
        return Stream.of(admins, logs, gateways).flatMap(List::stream);
    }
}
