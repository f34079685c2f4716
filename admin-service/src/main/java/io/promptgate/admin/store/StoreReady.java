package io.promptgate.admin.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the schema is prepared and the database answers. Liveness does not depend on it. */
@Readiness
@ApplicationScoped
public class StoreReady implements AsyncHealthCheck {
    private static final String NAME = "configuration store";

    private final Store store;
    private final Pool pool;

    @Inject
    StoreReady(Store store, Pool pool) {
        this.store = store;
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return store.call(() -> pool.query("select 1").execute())
                .map(_ -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
