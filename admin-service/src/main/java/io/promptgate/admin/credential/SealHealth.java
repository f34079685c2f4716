package io.promptgate.admin.credential;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Names the credentials that cannot be opened. They take nothing else out of service, so that this is never down. */
@Wellness
@Singleton
public final class SealHealth implements HealthCheck {
    private static final int SHOWN = 20;

    private final SealWatch watch;

    @Inject
    SealHealth(SealWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        Set<UUID> unreadable = watch.unreadable();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("credentials").up().withData("unreadable", unreadable.size());
        return unreadable.isEmpty()
                ? answer.build()
                : answer.withData("ids", shown(unreadable)).build();
    }

    private static String shown(Set<UUID> ids) {
        return ids.stream().sorted().limit(SHOWN).map(UUID::toString).collect(Collectors.joining(","));
    }
}
