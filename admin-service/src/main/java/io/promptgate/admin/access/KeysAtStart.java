package io.promptgate.admin.access;

import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.service.access.CallerKeys;
import io.promptgate.service.start.MasterKeys;
import io.promptgate.service.start.StartChecks;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes the keys from the configuration; without them the start is refused. */
@Singleton
@Startup(KeysAtStart.FIRST)
public final class KeysAtStart {
    static final int FIRST = 0;

    private final CallerKeys callers;
    private final SecretBox box;

    @Inject
    KeysAtStart(
            @ConfigProperty(name = "promptgate.admin-key") Optional<Masked> admin,
            @ConfigProperty(name = "promptgate.service-key") Optional<Masked> service,
            @ConfigProperty(name = "promptgate.master-key") Optional<Masked> master,
            @ConfigProperty(name = "promptgate.master-key-file") Optional<Path> masterFile,
            @ConfigProperty(name = "promptgate.former-master-keys") Optional<List<Masked>> former,
            @ConfigProperty(name = "promptgate.former-master-keys-file") Optional<Path> formerFile) {
        MasterKeys keys = MasterKeys.read(master, masterFile, former, formerFile);
        StartChecks.of(System.getenv().keySet())
                .adminKey(admin)
                .serviceKey(service)
                .masterKeys(keys)
                .end();
        this.callers = CallerKeys.of(admin.orElseThrow(), service.orElseThrow());
        this.box = SecretBox.of(keys.active().orElseThrow(), keys.former());
    }

    @Produces
    @Singleton
    CallerKeys callers() {
        return callers;
    }

    /** What seals the providers' keys. */
    @Produces
    @Singleton
    SecretBox box() {
        return box;
    }
}
