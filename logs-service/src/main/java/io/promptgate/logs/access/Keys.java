package io.promptgate.logs.access;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys that the operator sets, kept as hashes alone.
 *
 * @param admin what people and scripts send
 * @param service what gateways send
 */
public record Keys(TokenHash admin, TokenHash service) {
    /** The admin key of the development profile; refused anywhere else. */
    static final String DEVELOPMENT_ADMIN_KEY = ClientToken.ADMIN_PREFIX + "0".repeat(64);

    private static final int SERVICE_KEY_MIN = 16;

    /**
     * Checks and takes the keys.
     *
     * @throws StartRefused whose message says in one line all that must be set
     */
    static Keys read(Optional<Masked> admin, Optional<Masked> service) {
        List<String> faults = new ArrayList<>();
        demand(admin, ClientToken::isAdmin, faults, "PROMPTGATE_ADMIN_KEY must be pg_admin_ and 64 hex digits");
        demand(
                service,
                Keys::isServiceKey,
                faults,
                "PROMPTGATE_SERVICE_KEY must be at least " + SERVICE_KEY_MIN + " characters of ASCII without space");
        if (!faults.isEmpty()) {
            throw new StartRefused(String.join("; ", faults));
        }
        return new Keys(
                TokenHash.of(admin.orElseThrow().reveal()),
                TokenHash.of(service.orElseThrow().reveal()));
    }

    @Override
    public String toString() {
        return "Keys";
    }

    private static void demand(Optional<Masked> key, Predicate<String> valid, List<String> faults, String rule) {
        if (key.isEmpty()) {
            faults.add(rule + ", and is not set");
        } else if (!valid.test(key.get().reveal())) {
            faults.add(rule + ", and is something else");
        }
    }

    private static boolean isServiceKey(String key) {
        return key.length() >= SERVICE_KEY_MIN && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
