package io.promptgate.service.start;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.settings.SettingNames;
import io.quarkus.runtime.LaunchMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the operator must have set before a service starts. Collects everything that is wrong, so that one attempt
 * names it all; never repeats a key.
 */
public final class StartChecks {
    /** The admin key of the development profile; refused anywhere else. */
    static final String DEVELOPMENT_ADMIN_KEY = ClientToken.ADMIN_PREFIX + "0".repeat(64);

    private static final int SERVICE_KEY_MIN = 16;

    private final List<String> faults = new ArrayList<>();

    private StartChecks() {}

    /** Checks that every environment variable which begins like a setting is one. */
    public static StartChecks of(Collection<String> environment) {
        StartChecks checks = new StartChecks();
        SettingNames.unknown(environment)
                .forEach(name ->
                        checks.faults.add(name + " is no setting; the nearest is " + SettingNames.nearest(name)));
        return checks;
    }

    /** What people and scripts send to the admin API and the logs API. */
    public StartChecks adminKey(Optional<Masked> key) {
        demand(key, ClientToken::isAdmin, "PROMPTGATE_ADMIN_KEY", "pg_admin_ and 64 hex digits");
        if (LaunchMode.current() == LaunchMode.NORMAL
                && key.filter(k -> k.reveal().equals(DEVELOPMENT_ADMIN_KEY)).isPresent()) {
            faults.add("PROMPTGATE_ADMIN_KEY is the key of the development profile");
        }
        return this;
    }

    /** What the services show each other. */
    public StartChecks serviceKey(Optional<Masked> key) {
        demand(
                key,
                StartChecks::isServiceKey,
                "PROMPTGATE_SERVICE_KEY",
                "at least " + SERVICE_KEY_MIN + " characters of ASCII without space, the same for all services");
        return this;
    }

    /** What seals secrets, and what sealed those that are older. */
    public StartChecks masterKeys(MasterKeys keys) {
        return masterKeys(keys.active(), keys.former());
    }

    /** What seals secrets, and what sealed those that are older. */
    StartChecks masterKeys(Optional<Masked> key, List<Masked> former) {
        demand(key, StartChecks::isMasterKey, "PROMPTGATE_MASTER_KEY", "32 random bytes in base64");
        if (!former.stream().map(Masked::reveal).allMatch(StartChecks::isMasterKey)) {
            faults.add("PROMPTGATE_FORMER_MASTER_KEYS must be a comma-separated list of 32 bytes in base64 each");
        }
        return this;
    }

    /**
     * Ends the checks.
     *
     * @throws StartRefused whose message says in one line all that must be set
     */
    public void end() {
        if (!faults.isEmpty()) {
            throw new StartRefused(String.join("; ", faults));
        }
    }

    private void demand(Optional<Masked> key, Predicate<String> valid, String name, String rule) {
        if (key.isEmpty()) {
            faults.add(name + " is not set; it must be " + rule);
        } else if (!valid.test(key.get().reveal())) {
            faults.add(name + " must be " + rule);
        }
    }

    private static boolean isServiceKey(String key) {
        return key.length() >= SERVICE_KEY_MIN && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static boolean isMasterKey(String base64) {
        try {
            SecretBox.of(Masked.of(base64), List.of());
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
