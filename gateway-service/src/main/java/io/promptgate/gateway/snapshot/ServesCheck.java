package io.promptgate.gateway.snapshot;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: some configuration is known. That admin-service is away makes a gateway degraded, not unready. */
@Readiness
@Singleton
public final class ServesCheck implements HealthCheck {
    private final SnapshotFeed feed;
    private final CurrentSnapshot current;

    public ServesCheck(SnapshotFeed feed, CurrentSnapshot current) {
        this.feed = feed;
        this.current = current;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("configuration")
                .status(feed.known())
                .withData("revision", current.get().revision())
                .withData("unreadable_credentials", current.get().unreadable().size())
                .withData("degraded", !feed.connected())
                .build();
    }
}
