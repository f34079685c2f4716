package io.promptgate.gateway.flow;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A gateway that is stopping is not ready: load balancers send no more requests. */
@Readiness
@Singleton
public final class AcceptsCheck implements HealthCheck {
    private final Drain drain;

    AcceptsCheck(Drain drain) {
        this.drain = drain;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("accepting").status(!drain.stopping()).build();
    }
}
