package io.promptgate.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.gateway.start.Replica;
import io.promptgate.gateway.start.TestSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Starts and stops a tracer as the container does. */
public final class Tracing implements AutoCloseable {
    private final Tracer tracer;

    public Tracing(TestSettings settings, Replica replica, MeterRegistry metrics) {
        tracer = new Tracer(settings.get(TraceSettings.class), replica, metrics);
        tracer.start(new StartupEvent());
    }

    public Tracer tracer() {
        return tracer;
    }

    @Override
    public void close() {
        try {
            tracer.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the last spans were sent", e);
        }
    }
}
