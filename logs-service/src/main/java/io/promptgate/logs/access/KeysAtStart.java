package io.promptgate.logs.access;

import io.promptgate.common.secret.Masked;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes the keys from the configuration; without them the start ends with one line and the exit code 1. */
@Singleton
public final class KeysAtStart {
    private static final int FIRST = 0;

    @Produces
    @Singleton
    @Startup(FIRST)
    Keys keys(
            @ConfigProperty(name = "promptgate.admin-key") Optional<Masked> admin,
            @ConfigProperty(name = "promptgate.service-key") Optional<Masked> service) {
        if (LaunchMode.current() == LaunchMode.NORMAL
                && admin.filter(key -> key.reveal().equals(Keys.DEVELOPMENT_ADMIN_KEY))
                        .isPresent()) {
            throw new StartRefused("PROMPTGATE_ADMIN_KEY is the key of the development profile");
        }
        return Keys.read(admin, service);
    }
}
