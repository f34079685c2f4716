package io.promptgate.gateway.start;

import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.service.start.MasterKeys;
import io.promptgate.service.start.StartChecks;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The keys from the settings. A missing or unfit one refuses the start, with the reason. */
@Singleton
@Startup(Keys.FIRST)
public final class Keys {
    static final int FIRST = 0;

    private final SecretBox box;
    private final Masked serviceKey;

    public Keys(GatewaySettings settings) {
        MasterKeys masters = MasterKeys.read(
                settings.masterKey().map(Masked::of),
                settings.masterKeyFile(),
                settings.formerMasterKeys()
                        .map(keys -> keys.stream().map(Masked::of).toList()),
                settings.formerMasterKeysFile());
        Optional<Masked> service = settings.serviceKey().map(Masked::of);
        StartChecks.of(System.getenv().keySet())
                .masterKeys(masters)
                .serviceKey(service)
                .end();
        this.box = SecretBox.of(masters.active().orElseThrow(), masters.former());
        this.serviceKey = service.orElseThrow();
    }

    /** What opens credentials and seals the snapshot on disk. */
    @Produces
    @Singleton
    public SecretBox box() {
        return box;
    }

    /** What the gateway shows admin-service and logs-service. */
    public Masked serviceKey() {
        return serviceKey;
    }
}
