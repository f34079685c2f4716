package io.promptgate.admin.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A thing as the document says it: what an operator decides of it, without its history and without secrets. */
public interface Thing {
    /** The id that identifies it in the document; null where its name does. */
    @Nullable
    UUID id();

    /** What identifies it among the things of its kind, within its project if it has one. */
    String name();

    /** All fields but the id; those that have their default are left out. */
    ObjectNode document();

    /** Whether it is what holds where nothing says so: then there is nothing to list, and nothing to make. */
    default boolean isDefault() {
        return false;
    }

    /** The ids of other things that must exist for this one. */
    default Set<UUID> needs() {
        return Set.of();
    }
}
