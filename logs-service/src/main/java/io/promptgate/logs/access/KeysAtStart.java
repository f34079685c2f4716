package io.promptgate.logs.access;

import io.promptgate.common.secret.Masked;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes the keys from the configuration; without them the start ends with one line and the exit code 1. */
@Singleton
public final class KeysAtStart {

    @Produces
    @Singleton
    @Startup
    Keys keys(
            @ConfigProperty(name = "promptgate.admin-key") Optional<Masked> admin,
            @ConfigProperty(name = "promptgate.service-key") Optional<Masked> service) {
        if (LaunchMode.current() == LaunchMode.NORMAL
                && admin.filter(key -> key.reveal().equals(Keys.DEVELOPMENT_ADMIN_KEY))
                        .isPresent()) {
            throw refusal("logs-service does not start: PROMPTGATE_ADMIN_KEY is the key of the development profile");
        }
        try {
            return Keys.read(admin, service);
        } catch (IllegalArgumentException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private static PreventFurtherStepsException refusal(String line) {
        return new PreventFurtherStepsException(line, 1);
    }
}
