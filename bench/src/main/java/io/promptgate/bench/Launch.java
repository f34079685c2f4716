package io.promptgate.bench;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the services, as they are packaged, on a PostgreSQL that writes durably. */
record Launch(Path folder, Stubs stubs, Options options, Cleanup cleanup, Map<String, String> common, String adminKey) {
    /** What services are run with: the optimising compiler, the collector with the least memory. */
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

    /**
     * Larger than the default: logs-service and PostgreSQL share the cores with all else here and fall behind a
     * saturated gateway. A record that is dropped would make its request look cheaper than it is.
     */
    private static final String SHIP_QUEUE = "256M";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    /** Starts PostgreSQL with an empty database. */
    static Launch prepare(Path folder, Stubs stubs, Options options, Cleanup cleanup) throws IOException {
        Path state = folder.resolve("state").toAbsolutePath();
        delete(state);
        Postgres postgres =
                Postgres.start(FreePorts.one(), Files.createDirectories(state).resolve("postgres"));
        cleanup.add(postgres::stop);
        Postgres.Coordinates database = postgres.freshDatabase();
        String adminKey = ClientToken.mintAdmin().reveal();
        Map<String, String> common = Map.of(
                "PROMPTGATE_MASTER_KEY", SecretBox.newKey().reveal(),
                "PROMPTGATE_SERVICE_KEY", ClientToken.mintLive().reveal(),
                "PROMPTGATE_ADMIN_KEY", adminKey,
                "PROMPTGATE_DATABASE_URL", database.url(),
                "PROMPTGATE_DATABASE_USER", database.user(),
                "PROMPTGATE_DATABASE_PASSWORD", database.password());
        return new Launch(state, stubs, options, cleanup, common, adminKey);
    }

    ServiceProcess admin() {
        return start(adminPlan());
    }

    /** How admin-service is run, on the JVM. */
    ServiceProcess.Plan adminPlan() {
        return ServiceProcess.Plan.of("admin-service", common).jvm(JVM);
    }

    ServiceProcess logs(ServiceProcess admin) {
        return start(logsPlan(admin));
    }

    /** How logs-service is run, on the JVM. */
    ServiceProcess.Plan logsPlan(ServiceProcess admin) {
        return ServiceProcess.Plan.of("logs-service", common)
                .with("PROMPTGATE_ADMIN_URL", admin.url(""))
                .jvm(JVM);
    }

    /**
     * Starts a gateway.
     *
     * @param bodies which bodies it records
     */
    Gateway gateway(String bodies, ServiceProcess admin, ServiceProcess logs) {
        return new Gateway(start(gatewayPlan("gateway-" + bodies, bodies, admin, logs)), new Web(""));
    }

    /**
     * How a gateway is run, on the JVM.
     *
     * @param name of the process and of its state folder
     */
    ServiceProcess.Plan gatewayPlan(String name, String bodies, ServiceProcess admin, ServiceProcess logs) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String key : List.of("PROMPTGATE_MASTER_KEY", "PROMPTGATE_SERVICE_KEY")) {
            environment.put(key, common.getOrDefault(key, ""));
        }
        environment.put("PROMPTGATE_ADMIN_URL", admin.url(""));
        environment.put("PROMPTGATE_LOGS_URL", logs.url(""));
        environment.put("PROMPTGATE_STATE_DIR", folder.resolve(name).toString());
        environment.put("PROMPTGATE_RECORD_BODIES", bodies);
        environment.put("PROMPTGATE_SHIP_QUEUE", SHIP_QUEUE);
        environment.put("PROMPTGATE_UPSTREAM_ALLOW", "127.0.0.1");
        for (Upstream upstream : Upstream.values()) {
            String provider = upstream.provider().toUpperCase(Locale.ROOT);
            environment.put(
                    "PROMPTGATE_PROVIDERS_" + provider + "_BASE_URL",
                    stubs.base(upstream).toString());
        }
        return ServiceProcess.Plan.of("gateway-service", environment)
                .named(name)
                .jvm(gatewayJvm(name));
    }

    private List<String> gatewayJvm(String name) {
        List<String> jvm = new ArrayList<>(JVM);
        if (options.flightRecording()) {
            Path file = Bench.OUT.resolve(name + ".jfr").toAbsolutePath();
            jvm.add("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + file);
        }
        return jvm;
    }

    ServiceProcess start(ServiceProcess.Plan plan) {
        ServiceProcess service = ServiceProcess.start(plan);
        cleanup.add(service::stop);
        return service.awaitReady(START_LIMIT);
    }

    /** What a former run left. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
