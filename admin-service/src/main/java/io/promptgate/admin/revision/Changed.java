package io.promptgate.admin.revision;

import io.promptgate.common.price.PriceKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a revision changed.
 *
 * @param kind {@code project}, {@code alias}, …
 * @param key the thing's name or id within its owner
 * @param action what was done to it, as a past participle
 * @param project the project that it belongs to or is
 * @param credential the credential that it is
 */
public record Changed(
        String kind,
        String key,
        String action,
        @Nullable UUID project,
        @Nullable UUID credential) {

    public static Changed project(UUID uuid, String action) {
        return new Changed("project", uuid.toString(), action, uuid, null);
    }

    public static Changed credential(UUID id, String action) {
        return new Changed("credential", id.toString(), action, null, id);
    }

    public static Changed key(UUID id, String action) {
        return new Changed("key", id.toString(), action, null, null);
    }

    /** A price of the operator's. */
    public static Changed price(PriceKey key, String action) {
        return new Changed("price", key.toString(), action, null, null);
    }

    /** A provider of the catalogue. */
    public static Changed provider(String key, String action) {
        return new Changed("provider", key, action, null, null);
    }

    /**
     * The guardrails of a level.
     *
     * @param project null for those of all projects
     */
    public static Changed guardrails(@Nullable UUID project, String action) {
        return new Changed("guardrails", project == null ? "global" : project.toString(), action, project, null);
    }

    /** A thing that a project owns. */
    public static Changed inProject(UUID project, String kind, String key, String action) {
        return new Changed(kind, key, action, project, null);
    }
}
