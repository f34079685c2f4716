package io.promptgate.admin.apply;

import io.promptgate.admin.http.Fields;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the row that a thing of the document is: by its id where it has one, else by its name. */
record Match<T extends Thing, E>(Rows<T, E> rows, Directory directory) {

    /** The row; null when there is none, or when it is not clear, which the fields then tell. */
    @Nullable
    Row<E> row(T asked, @Nullable UUID project, Fields fields) {
        UUID id = asked.id();
        return id == null ? named(asked, project, fields) : identified(id, asked, project, fields);
    }

    private @Nullable Row<E> named(T asked, @Nullable UUID project, Fields fields) {
        List<Row<E>> named = all(asked, project);
        if (named.size() > 1) {
            fields.error(
                    rows.section().listing().nameField(),
                    "is the name of " + named.size() + " things of the kind "
                            + rows.section().kind() + "; say by "
                            + rows.section().listing().idField() + " which is meant");
            return null;
        }
        return named.isEmpty() ? null : named.getFirst();
    }

    private @Nullable Row<E> identified(UUID id, T asked, @Nullable UUID project, Fields fields) {
        Section<T, E> section = rows.section();
        Row<E> row = rows.find(id);
        if (row != null && Objects.equals(row.project(), project)) {
            return row;
        }
        List<Row<E>> named = all(asked, project);
        if (row != null || !section.makesWithId()) {
            fields.error(
                    section.listing().idField(),
                    "names no " + section.kind() + (project == null ? "" : " of the project"));
        } else if (!named.isEmpty()) {
            fields.error(
                    section.listing().idField(),
                    "names no " + section.kind() + ", but the name is that of "
                            + named.getFirst().id());
        }
        return null;
    }

    private List<Row<E>> all(T asked, @Nullable UUID project) {
        return rows.of(project).filter(row -> row.name().equals(asked.name())).toList();
    }
}
