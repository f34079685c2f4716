package io.promptgate.it;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.StubUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One whole PromptGate: PostgreSQL, the three services, and one stub that plays all providers. */
final class Suite implements AutoCloseable {
    static final Duration START = Duration.ofSeconds(60);

    private final String name;
    private final Path state;
    private final Postgres postgres;
    private final StubUpstream stub = StubUpstream.start();
    private final String adminKey = ClientToken.mintAdmin().reveal();
    private final String masterKey = SecretBox.newKey().reveal();
    private final Map<String, String> common = new LinkedHashMap<>();
    private ServiceProcess admin;
    private ServiceProcess logs;
    private ServiceProcess gateway;

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
        admin = launch("admin-service", Map.of());
        logs = launch("logs-service", Map.of("PROMPTGATE_ADMIN_URL", "http://127.0.0.1:" + admin.port()));
        gateway = launch("gateway-service", gatewayEnvironment());
    }

    /** Starts all of it and waits until all of it can serve. */
    static Suite start(String name) {
        try {
            Suite suite = new Suite(name);
            suite.admin.awaitReady(START);
            suite.logs.awaitReady(START);
            suite.gateway.awaitReady(START);
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

    ServiceProcess adminService() {
        return admin;
    }

    ServiceProcess gateway() {
        return gateway;
    }

    ServiceProcess logsService() {
        return logs;
    }

    Rest admin() {
        return new Rest(admin.url("/admin/v1"), adminKey);
    }

    Rest logs() {
        return new Rest(logs.url("/logs/v1"), adminKey);
    }

    String adminKey() {
        return adminKey;
    }

    String masterKey() {
        return masterKey;
    }

    /** The base URL that an SDK is given. */
    String baseUrl(String project) {
        return gateway.url("/api/" + project + "/v1");
    }

    /** Starts a stopped admin-service on the ports where it was. */
    void restartAdmin() {
        admin = ServiceProcess.start(plan("admin-service", Map.of()).on(admin.port(), admin.managementPort()));
    }

    void restartLogs() {
        logs = ServiceProcess.start(plan("logs-service", Map.of()).on(logs.port(), logs.managementPort()));
    }

    void restartGateway() {
        gateway = ServiceProcess.start(
                plan("gateway-service", gatewayEnvironment()).on(gateway.port(), gateway.managementPort()));
    }

    /** All that the services have written. */
    String allLogs() {
        return admin.log() + logs.log() + gateway.log();
    }

    @Override
    public void close() {
        gateway.close();
        logs.close();
        admin.close();
        postgres.close();
        stub.close();
    }

    private Map<String, String> gatewayEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PROMPTGATE_ADMIN_URL", "http://127.0.0.1:" + admin.port());
        environment.put("PROMPTGATE_LOGS_URL", "http://127.0.0.1:" + logs.port());
        environment.put("PROMPTGATE_STATE_DIR", state.resolve("gateway").toString());
        environment.put("PROMPTGATE_UPSTREAM_ALLOW", "127.0.0.1");
        environment.put("PROMPTGATE_PROVIDERS_OPENAI_BASE_URL", stub.url("/openai/v1"));
        environment.put("PROMPTGATE_PROVIDERS_ANTHROPIC_BASE_URL", stub.url("/anthropic/v1"));
        environment.put("PROMPTGATE_PROVIDERS_GROQ_BASE_URL", stub.url("/groq/openai/v1"));
        return environment;
    }

    private ServiceProcess launch(String service, Map<String, String> own) {
        return ServiceProcess.start(plan(service, own));
    }

    private ServiceProcess.Plan plan(String service, Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>(common);
        environment.putAll(own);
        environment.put("QUARKUS_LOG_CATEGORY__IO_PROMPTGATE__LEVEL", "DEBUG");
        return ServiceProcess.Plan.of(service, environment).named(name + "-" + service);
    }
}
