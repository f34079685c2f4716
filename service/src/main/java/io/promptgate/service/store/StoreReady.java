package io.promptgate.service.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the schema is prepared and the database answers. Liveness does not depend on it. */
@Readiness
@ApplicationScoped
public class StoreReady implements AsyncHealthCheck {
    private static final String NAME = "store";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StoreGate gate;
    private final Pool pool;

    @Inject
    StoreReady(StoreGate gate, Pool pool) {
        this.gate = gate;
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return gate.call(() -> pool.query("SELECT 1").execute())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(_ -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
