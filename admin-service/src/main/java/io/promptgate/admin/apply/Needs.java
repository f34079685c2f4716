package io.promptgate.admin.apply;

import io.promptgate.admin.http.Fields;
import java.util.UUID;

/** Refuses the removal of things that others go on to need. */
record Needs(State state, Directory directory) {

    void check(Fields document) {
        state.kinds().forEach(rows -> check(rows, document));
    }

    private <T extends Thing, E> void check(Rows<T, E> rows, Fields document) {
        for (Row<E> row : rows.rows()) {
            Place place = row.place();
            UUID project = place.project();
            boolean stays = !directory.isRemoved(place.id()) && (project == null || !directory.isRemoved(project));
            if (stays) {
                directory
                        .thing(place.id(), Thing.class)
                        .ifPresent(thing -> check(rows.section(), place, thing, document));
            }
        }
    }

    private void check(Section<?, ?> section, Place place, Thing thing, Fields document) {
        for (UUID needed : thing.needs()) {
            if (directory.isRemoved(needed)) {
                String owner = place.project() == null ? "" : " of project " + directory.name(place.project());
                document.error(
                        section.kind() + " " + thing.name() + owner,
                        "needs " + directory.name(needed)
                                + ", which the document does not list and prune would remove");
            }
        }
    }
}
