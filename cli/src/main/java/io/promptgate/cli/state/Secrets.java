package io.promptgate.cli.state;

import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The keys of one stack. Made once, kept in the state folder; a variable of the same name in the operator's
 * environment wins and is not kept.
 *
 * @param masterKey seals the providers' keys
 * @param serviceKey opens the services to each other
 * @param adminKey the first key of the admin API
 * @param databasePassword of the embedded PostgreSQL
 */
public record Secrets(Masked masterKey, Masked serviceKey, Masked adminKey, Masked databasePassword) {
    private static final int RANDOM_BYTES = 32;

    /**
     * Reads the keys; makes those that are missing.
     *
     * @param mayCreate whether this is the first start: keys that are missing later are lost, and new ones would not
     *     fit the data
     * @throws Failure when keys are missing that must be there
     */
    public static Secrets of(EnvFile file, Map<String, String> environment, boolean mayCreate) {
        Map<String, String> kept = file.read();
        int before = kept.size();
        Secrets secrets = new Secrets(
                one("PROMPTGATE_MASTER_KEY", SecretBox::newKey, kept, environment),
                one("PROMPTGATE_SERVICE_KEY", Secrets::random, kept, environment),
                one("PROMPTGATE_ADMIN_KEY", ClientToken::mintAdmin, kept, environment),
                one("EMBEDDED_DATABASE_PASSWORD", Secrets::random, kept, Map.of()));
        if (kept.size() > before) {
            if (!mayCreate) {
                throw new Failure(file + " is missing or incomplete, and the data beside it needs its keys:"
                        + " restore the file, or remove the whole folder to begin anew");
            }
            file.write(kept);
        }
        return secrets;
    }

    private static Masked one(
            String name, Supplier<Masked> mint, Map<String, String> kept, Map<String, String> environment) {
        String given = environment.getOrDefault(name, "");
        if (!given.isBlank()) {
            return Masked.of(given);
        }
        return Masked.of(kept.computeIfAbsent(name, _ -> mint.get().reveal()));
    }

    private static Masked random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Masked.of(HexFormat.of().formatHex(bytes));
    }
}
