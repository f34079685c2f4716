package io.promptgate.gateway.policy;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A gateway is ready when it has asked once what was spent before it began; whether it was told does not matter. */
@Readiness
@Singleton
public final class SpendCheck implements HealthCheck {
    private final SpendSync sync;

    SpendCheck(SpendSync sync) {
        this.sync = sync;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("spend").status(sync.isTried()).build();
    }
}
