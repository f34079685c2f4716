package io.promptgate.admin.apply;

import java.util.UUID;

/**
 * A token that was made.
 *
 * @param project the name of its project
 * @param token its secret, which is in this answer alone
 */
public record NewTokenSecret(String project, UUID projectUuid, String name, UUID id, String token) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "NewTokenSecret[" + id + "]";
    }
}
