package io.promptgate.admin.apply;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;

/**
 * What the database has, kind by kind in the document's order.
 *
 * @param revision the one that this is
 */
record State(long revision, List<Rows<?, ?>> kinds) {
    State {
        kinds = List.copyOf(kinds);
    }

    /** Reads all of it, in the session or transaction of the caller. */
    static Uni<State> load(long revision, List<Section<?, ?>> sections) {
        return Multi.createFrom()
                .iterable(sections)
                .onItem()
                .<Rows<?, ?>>transformToUniAndConcatenate(
                        section -> Rows.load(section).map(rows -> rows))
                .collect()
                .asList()
                .map(kinds -> new State(revision, kinds));
    }

    static List<Section<?, ?>> inOrder(List<Section<?, ?>> sections) {
        return sections.stream()
                .sorted(Comparator.<Section<?, ?>>comparingInt(
                        section -> section.listing().rank()))
                .toList();
    }

    /** Notes everything by name and by id. */
    void enter(Directory directory) {
        kinds.forEach(rows -> rows.enter(directory));
        kinds.forEach(rows -> rows.complete(directory));
    }

    /** The lists at the top of the document. */
    List<Rows<?, ?>> top() {
        return kinds.stream()
                .filter(rows -> !rows.section().listing().inProjects())
                .toList();
    }

    /** The lists within each project. */
    List<Rows<?, ?>> parts() {
        return kinds.stream()
                .filter(rows -> rows.section().listing().inProjects())
                .toList();
    }
}
