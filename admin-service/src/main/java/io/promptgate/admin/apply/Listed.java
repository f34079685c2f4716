package io.promptgate.admin.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a list of the document has named so far. Not thread-safe. */
final class Listed {
    private final Set<UUID> ids = new HashSet<>();
    private final Map<String, Boolean> names = new HashMap<>();

    boolean has(UUID id) {
        return ids.contains(id);
    }

    /** Notes a thing; false when it is there already: two things may share a name only if both say their ids. */
    boolean add(UUID id, Thing thing) {
        boolean identified = thing.id() != null;
        // a name that could not be read is told already
        Boolean other = thing.name().isEmpty() ? null : names.putIfAbsent(thing.name(), identified);
        boolean known = !ids.add(id);
        return !known && (other == null || (other && identified));
    }
}
