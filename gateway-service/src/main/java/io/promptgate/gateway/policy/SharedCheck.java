package io.promptgate.gateway.policy;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether limits are counted as they should be. A gateway serves without its shared store, so it is ready. */
@Readiness
@Singleton
public final class SharedCheck implements HealthCheck {
    private final LimitStores stores;

    SharedCheck(LimitStores stores) {
        this.stores = stores;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("limits")
                .up()
                .withData("shared", stores.isShared())
                .withData("degraded", stores.isDegraded())
                .build();
    }
}
