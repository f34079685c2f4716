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
    E row(T asked, @Nullable UUID project, Fields fields) {
        UUID id = asked.id();
        return id == null ? named(asked, project, fields) : identified(id, asked, project, fields);
    }

    private @Nullable E named(T asked, @Nullable UUID project, Fields fields) {
        List<E> named = all(asked, project);
        if (named.size() > 1) {
            fields.error(
                    rows.section().nameField(),
                    "is the name of " + named.size() + " things of the kind "
                            + rows.section().kind() + "; say by "
                            + rows.section().idField() + " which is meant");
            return null;
        }
        return named.isEmpty() ? null : named.getFirst();
    }

    private @Nullable E identified(UUID id, T asked, @Nullable UUID project, Fields fields) {
        Section<T, E> section = rows.section();
        E row = rows.find(id);
        if (row != null && Objects.equals(section.project(row), project)) {
            return row;
        }
        List<E> named = all(asked, project);
        if (row != null || !section.makesWithId()) {
            fields.error(section.idField(), "names no " + section.kind() + (project == null ? "" : " of the project"));
        } else if (!named.isEmpty()) {
            fields.error(
                    section.idField(),
                    "names no " + section.kind() + ", but the name is that of " + section.id(named.getFirst()));
        }
        return null;
    }

    private List<E> all(T asked, @Nullable UUID project) {
        return rows.of(project)
                .filter(row -> rows.section().name(row).equals(asked.name()))
                .toList();
    }
}
