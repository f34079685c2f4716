package io.promptgate.admin.apply;

import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one kind that the database has. */
record Rows<T extends Thing, E>(Section<T, E> section, List<Row<E>> rows) {
    Rows {
        rows = List.copyOf(rows);
    }

    static <T extends Thing, E> Uni<Rows<T, E>> load(Section<T, E> section) {
        return section.rows()
                .map(rows -> new Rows<>(section, rows.stream().map(section::row).toList()));
    }

    /** Those of a project, or those that belong to none, by name and age: ids are in order of creation. */
    Stream<Row<E>> of(@Nullable UUID project) {
        return rows.stream()
                .filter(row -> Objects.equals(row.project(), project))
                .sorted(Comparator.<Row<E>, String>comparing(Row::name).thenComparing(Row::id));
    }

    @Nullable
    Row<E> find(UUID id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElse(null);
    }

    void enter(Directory directory) {
        rows.forEach(row -> directory.put(section.kind(), row.place(), row.name(), null));
    }

    /** Once all kinds have been entered by name: things may refer to others. */
    void complete(Directory directory) {
        rows.forEach(row -> {
            T thing = section.thing(row.entity(), directory);
            directory.put(section.kind(), row.place(), row.name(), thing);
        });
    }
}
