package io.promptgate.gateway.record;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Starts and stops a shipper as the container does. */
public final class Shipping implements AutoCloseable {
    private final LogShipper shipper;

    public Shipping(LogShipper shipper) {
        this.shipper = shipper;
        shipper.start(new StartupEvent());
    }

    @Override
    public void close() {
        try {
            shipper.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the records were drained", e);
        }
    }
}
