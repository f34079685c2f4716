package io.promptgate.common.config;

import java.util.UUID;

/**
 * A provider's key, sealed.
 *
 * @param sealed what {@link io.promptgate.common.secret.SecretBox} made of the key, with {@link #context} as context
 */
public record Credential(UUID id, String name, String provider, boolean active, String sealed) {

    /** What the sealed secret is bound to, so that it cannot be moved to another row. */
    public static String context(UUID id) {
        return "credential:" + id;
    }
}
