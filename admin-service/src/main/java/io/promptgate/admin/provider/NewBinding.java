package io.promptgate.admin.provider;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.id.UuidV7;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a provider binding is made or replaced with. */
public record NewBinding(boolean enabled, @Nullable UUID credentialId) {

    static NewBinding from(Fields fields) {
        NewBinding binding = new NewBinding(fields.flag("enabled"), fields.uuid("credential_id"));
        fields.check();
        return binding;
    }

    BindingEntity entity(UUID project, String provider, Change change) {
        BindingEntity entity = new BindingEntity();
        entity.id = UuidV7.next();
        entity.projectUuid = project;
        entity.provider = provider;
        entity.createdAt = change.at();
        return write(entity, change, "created", null);
    }

    /** Writes what differs; when nothing does, the change stays as it was. */
    BindingEntity replace(BindingEntity entity, Change change) {
        return equals(new NewBinding(entity.enabled, entity.credentialId))
                ? entity
                : write(entity, change, "replaced", BindingView.of(entity));
    }

    private BindingEntity write(BindingEntity entity, Change change, String action, @Nullable BindingView before) {
        entity.enabled = enabled;
        entity.credentialId = credentialId;
        entity.version = change.number();
        entity.updatedAt = change.at();
        change.add(
                Changed.inProject(entity.projectUuid, "provider", entity.provider, action),
                before,
                BindingView.of(entity));
        return entity;
    }
}
