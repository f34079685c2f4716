package io.promptgate.admin.apply;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a thing is, or will be.
 *
 * @param id its row's
 * @param project the one that it belongs to
 */
public record Place(UUID id, @Nullable UUID project) {
    /** The project of something that always has one. */
    public UUID owner() {
        if (project == null) {
            throw new IllegalStateException(id + " belongs to no project");
        }
        return project;
    }
}
