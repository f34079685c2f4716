package io.promptgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.testkit.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * PromptGate as an operator runs it: PostgreSQL, admin-service, logs-service, and two gateways that differ in whether
 * they keep bodies.
 */
record Suite(Gateway withBodies, Gateway withoutBodies, AdminApi.Access access, Web admin, String logs) {
    private static final Duration BOOKS_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(500);

    static Suite start(Path folder, Stubs stubs, Options options, Cleanup cleanup)
            throws IOException, InterruptedException {
        Launch launch = Launch.prepare(folder, stubs, options, cleanup);
        ServiceProcess admin = launch.admin();
        ServiceProcess logs = launch.logs(admin);
        List<Gateway> gateways = List.of(launch.gateway("full", admin, logs), launch.gateway("none", admin, logs));
        Web web = new Web(launch.adminKey());
        AdminApi.Access access = new AdminApi(web, admin.url("")).prepare();
        return new Suite(gateways.getFirst(), gateways.getLast(), access, web, logs.url("/logs/v1"));
    }

    String project() {
        return access.project();
    }

    String token() {
        return access.token();
    }

    /** Compares what was sent with what logs-service holds, once all that was recorded has been shipped. */
    Books books(long sent) throws InterruptedException {
        withBodies.awaitShipped();
        withoutBodies.awaitShipped();
        long deadline = System.nanoTime() + BOOKS_LIMIT.toNanos();
        Books books = read(sent);
        while (!books.balanced() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
            books = read(sent);
        }
        return books;
    }

    private Books read(long sent) throws InterruptedException {
        return new Books(
                sent,
                withBodies.recorded() + withoutBodies.recorded(),
                stored(),
                withBodies.dropped() + withoutBodies.dropped());
    }

    private long stored() throws InterruptedException {
        long stored = 0;
        JsonNode figures = Web.read(admin.get(logs + "/projects/" + project() + "/metrics?window=24h"));
        for (JsonNode row : figures.required("data")) {
            stored += row.required("requests").asLong();
        }
        return stored;
    }
}
