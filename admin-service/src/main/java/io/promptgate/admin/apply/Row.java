package io.promptgate.admin.apply;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the database that the document lists.
 *
 * @param project the one that it belongs to; null when it belongs to none
 * @param name as {@link Thing#name} of its thing
 * @param entity the row itself
 */
public record Row<E>(UUID id, @Nullable UUID project, String name, E entity) {
    Place place() {
        return new Place(id, project);
    }
}
