package io.promptgate.admin.catalogue;

import io.promptgate.common.net.AddressGuard;
import io.promptgate.service.start.StartRefused;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which addresses outside may be named and called; the same setting as the gateways'. */
@Singleton
@Startup
public final class GuardAtStart {
    private final AddressGuard guard;

    @Inject
    GuardAtStart(@ConfigProperty(name = "promptgate.upstream.allow") Optional<List<String>> allow) {
        try {
            this.guard = new AddressGuard(allow.orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new StartRefused("promptgate.upstream.allow: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    AddressGuard guard() {
        return guard;
    }
}
