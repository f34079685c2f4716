package io.promptgate.gateway.start;

import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The keys from the settings. Missing or unfit ones refuse the start, with all that must be set. */
@Singleton
public final class Keys {
    private static final int SERVICE_KEY_LENGTH = 16;

    private final SecretBox box;
    private final Masked serviceKey;

    public Keys(GatewaySettings settings) {
        List<String> faults = new ArrayList<>();
        demand(settings.masterKey(), Keys::isMasterKey, faults, "PROMPTGATE_MASTER_KEY must be 32 bytes in base64");
        List<String> former = settings.formerMasterKeys().orElse(List.of());
        for (String key : former) {
            demand(
                    Optional.of(key),
                    Keys::isMasterKey,
                    faults,
                    "each of PROMPTGATE_FORMER_MASTER_KEYS must be 32 bytes in base64");
        }
        demand(
                settings.serviceKey(),
                Keys::isServiceKey,
                faults,
                "PROMPTGATE_SERVICE_KEY must be at least " + SERVICE_KEY_LENGTH
                        + " characters of ASCII without space, the same for all services");
        if (!faults.isEmpty()) {
            throw new StartRefused(String.join("; ", faults));
        }
        this.box = SecretBox.of(
                Masked.of(settings.masterKey().orElseThrow()),
                former.stream().map(Masked::of).toList());
        this.serviceKey = Masked.of(settings.serviceKey().orElseThrow());
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

    private static void demand(Optional<String> key, Predicate<String> valid, List<String> faults, String rule) {
        if (key.isEmpty()) {
            faults.add(rule + ", and is not set");
        } else if (!valid.test(key.get())) {
            faults.add(rule + ", and is something else");
        }
    }

    private static boolean isMasterKey(String key) {
        try {
            return !SecretBox.of(Masked.of(key), List.of()).activeKeyId().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isServiceKey(String key) {
        return key.length() >= SERVICE_KEY_LENGTH && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
