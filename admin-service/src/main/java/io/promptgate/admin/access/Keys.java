package io.promptgate.admin.access;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.TokenHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys that the operator sets. Those that callers send are kept as hashes alone.
 *
 * @param admin the first key of the admin API
 * @param service what gateways send
 * @param secretBox seals providers' keys
 */
public record Keys(TokenHash admin, TokenHash service, SecretBox secretBox) {
    /** The admin key of the development profile; refused anywhere else. */
    static final String DEVELOPMENT_ADMIN_KEY = ClientToken.ADMIN_PREFIX + "0".repeat(64);

    private static final int SERVICE_KEY_MIN = 16;

    /**
     * Checks and takes the keys.
     *
     * @throws StartRefused whose message says in one line all that must be set
     */
    static Keys read(
            Optional<Masked> admin, Optional<Masked> service, Optional<Masked> master, List<Masked> formerMasters) {
        List<String> faults = new ArrayList<>();
        demand(admin, ClientToken::isAdmin, faults, "PROMPTGATE_ADMIN_KEY", "pg_admin_ and 64 hex digits");
        demand(
                service,
                key -> key.length() >= SERVICE_KEY_MIN && key.chars().allMatch(c -> c > ' ' && c < 0x7f),
                faults,
                "PROMPTGATE_SERVICE_KEY",
                "at least " + SERVICE_KEY_MIN + " characters of ASCII without space");
        demand(master, Keys::isMasterKey, faults, "PROMPTGATE_MASTER_KEY", "32 random bytes in base64");
        if (!formerMasters.stream().map(Masked::reveal).allMatch(Keys::isMasterKey)) {
            faults.add("PROMPTGATE_FORMER_MASTER_KEYS must be a comma-separated list of 32 bytes in base64 each");
        }
        if (!faults.isEmpty()) {
            throw new StartRefused(String.join("; ", faults));
        }
        return new Keys(
                TokenHash.of(admin.orElseThrow().reveal()),
                TokenHash.of(service.orElseThrow().reveal()),
                SecretBox.of(master.orElseThrow(), formerMasters));
    }

    @Override
    public String toString() {
        return "Keys[" + secretBox + "]";
    }

    private static void demand(
            Optional<Masked> key, Predicate<String> valid, List<String> faults, String name, String rule) {
        if (key.isEmpty()) {
            faults.add(name + " is not set; it must be " + rule);
        } else if (!valid.test(key.get().reveal())) {
            faults.add(name + " must be " + rule);
        }
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
