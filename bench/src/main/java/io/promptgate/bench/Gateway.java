package io.promptgate.bench;

import io.promptgate.testkit.ServiceProcess;
import java.time.Duration;

/** A gateway that is measured, and what it says of the records that it ships. */
record Gateway(ServiceProcess service, Web web) {
    private static final Duration SHIP_LIMIT = Duration.ofSeconds(60);
    /** Being asked costs the gateway CPU too, which then counts as its own: not more often than needed. */
    private static final Duration POLL = Duration.ofSeconds(1);

    String url(String path) {
        return service.url(path);
    }

    ProcessTree tree() {
        return new ProcessTree(service.pid());
    }

    /** Returns when logs-service has taken all that was recorded, or when it does not within the limit. */
    void awaitShipped() throws InterruptedException {
        long deadline = System.nanoTime() + SHIP_LIMIT.toNanos();
        while (metric("promptgate_records_queued_bytes") > 0 && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
    }

    /** Returns when logs-service has taken what waited on the disk too, or when it does not within the limit. */
    void awaitReplayed() throws InterruptedException {
        long deadline = System.nanoTime() + SHIP_LIMIT.toNanos();
        while (metric("promptgate_spool_bytes") > 0 && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
        awaitShipped();
    }

    /** Requests that became a record, be it shipped or dropped. */
    long recorded() throws InterruptedException {
        return (long) metric("promptgate_requests_seconds_count");
    }

    /** Records that found the queue full. */
    long dropped() throws InterruptedException {
        return (long) metric("promptgate_records_dropped_total");
    }

    /** The sum over all labels; 0 where the gateway does not know the metric yet. */
    private double metric(String name) throws InterruptedException {
        return web.get(service.managementUrl("/q/metrics"))
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
