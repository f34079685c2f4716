package io.promptgate.logs.access;

import io.promptgate.common.secret.Masked;
import io.promptgate.service.access.CallerKeys;
import io.promptgate.service.start.StartChecks;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes the keys from the configuration; without them the start is refused. */
@Singleton
public final class KeysAtStart {
    private static final int FIRST = 0;

    @Produces
    @Singleton
    @Startup(FIRST)
    CallerKeys callers(
            @ConfigProperty(name = "promptgate.admin-key") Optional<Masked> admin,
            @ConfigProperty(name = "promptgate.service-key") Optional<Masked> service) {
        StartChecks.of(System.getenv().keySet())
                .adminKey(admin)
                .serviceKey(service)
                .end();
        return CallerKeys.of(admin.orElseThrow(), service.orElseThrow());
    }
}
