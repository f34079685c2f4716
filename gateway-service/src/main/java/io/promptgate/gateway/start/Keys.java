package io.promptgate.gateway.start;

import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The keys from the settings. A missing or unfit one refuses the start, with the reason. */
@Singleton
public final class Keys {
    private static final int SERVICE_KEY_LENGTH = 16;

    private final SecretBox box;
    private final Masked serviceKey;

    public Keys(GatewaySettings settings) {
        Masked master = settings.masterKey()
                .map(Masked::of)
                .orElseThrow(() -> new IllegalStateException(
                        "PROMPTGATE_MASTER_KEY is not set; it must be 32 random bytes in base64"));
        List<Masked> former = settings.formerMasterKeys().orElse(List.of()).stream()
                .map(Masked::of)
                .toList();
        this.box = SecretBox.of(master, former);
        this.serviceKey = settings.serviceKey()
                .filter(key -> key.length() >= SERVICE_KEY_LENGTH)
                .map(Masked::of)
                .orElseThrow(() -> new IllegalStateException("PROMPTGATE_SERVICE_KEY is not set or too short; it must"
                        + " have at least " + SERVICE_KEY_LENGTH + " characters, the same for all services"));
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
