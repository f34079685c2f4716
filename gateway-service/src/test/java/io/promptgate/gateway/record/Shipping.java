package io.promptgate.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.Replica;
import io.promptgate.gateway.start.TestSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Starts and stops a shipper as the container does. */
public final class Shipping implements AutoCloseable {
    private final LogShipper shipper;

    public Shipping(LogShipper shipper) {
        this.shipper = shipper;
        shipper.start(new StartupEvent());
    }

    /** As the container wires it. */
    static LogShipper shipper(TestSettings settings, MeterRegistry metrics) {
        GatewaySettings suite = settings.get(GatewaySettings.class);
        return new LogShipper(
                settings.get(ShipSettings.class),
                settings.get(SpoolSettings.class),
                suite,
                new Keys(suite),
                new Replica(suite, 8080),
                metrics);
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
