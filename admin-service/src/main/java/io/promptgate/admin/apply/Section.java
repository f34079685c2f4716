package io.promptgate.admin.apply;

import io.promptgate.admin.difference.FieldDifference;
import io.promptgate.admin.http.Fields;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing that the document lists. A new kind is one more bean of this type; nothing else has to know it.
 * Stateless. Methods of what is asked for tell errors by the {@link Fields} it came from and go on.
 *
 * @param <T> how the document says such a thing
 * @param <E> its row
 */
public interface Section<T extends Thing, E> {
    /** Where the document lists them. */
    Listing listing();

    /** The kind in words. */
    default String kind() {
        return listing().kind();
    }

    /** Whether these are the projects, whose lists stand within them. */
    default boolean isProjects() {
        return false;
    }

    /** Whether something new may be asked for with an id. */
    default boolean makesWithId() {
        return true;
    }

    /** All rows that the document would list. */
    Uni<List<E>> rows();

    /** What the row is known by. */
    Row<E> row(E row);

    /** The row as the document says it. */
    T thing(E row, Directory directory);

    /** What is asked for. */
    T read(Fields fields, Directory directory);

    /**
     * Tells what the rules between things forbid.
     *
     * @param present what is there; null when it is to be made
     */
    void check(T asked, @Nullable T present, Place place, Fields fields, Directory directory);

    /** What would differ, beside the fields of the document, when the row became what is asked for. */
    default List<FieldDifference> differences(E row, T asked) {
        return List.of();
    }

    /** Makes it, in a transaction. */
    Uni<?> create(T asked, Place place, Applying applying);

    /** Makes the row what is asked for, in a transaction; something does differ. */
    void change(E row, T asked, Applying applying);

    /** Removes the row, in a transaction. */
    Uni<?> remove(E row, Applying applying);
}
