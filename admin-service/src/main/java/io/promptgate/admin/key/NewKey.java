package io.promptgate.admin.key;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.revision.Change;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.service.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an admin key is made from.
 *
 * @param projects those in which the role is valid; everywhere when not sent
 * @param expiresAt never when not sent
 */
public record NewKey(
        String name,
        Role role,
        @Nullable List<UUID> projects,
        @Nullable Instant expiresAt) {
    private static final int PROJECTS_MAX = 100;

    static NewKey from(Fields fields) {
        NewKey key = new NewKey(
                fields.text("name", Rule.NAME),
                fields.choice("role", Role.names()),
                fields.uuids("projects", PROJECTS_MAX),
                fields.future("expires_at", null));
        fields.check();
        return key;
    }

    KeyEntity entity(Masked secret, Change change) {
        KeyEntity entity = new KeyEntity();
        entity.id = UuidV7.next();
        entity.name = name;
        entity.hash = TokenHash.of(secret.reveal()).hex();
        entity.preview = secret.preview();
        entity.role = role.wireName();
        entity.projects = projects == null
                ? null
                : projects.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
        entity.expiresAt = expiresAt;
        entity.version = change.number();
        entity.createdAt = change.at();
        entity.updatedAt = change.at();
        return entity;
    }
}
