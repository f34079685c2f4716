package io.promptgate.admin.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what is there as a document: lists in the sections' order, things by name. */
record Export(State state, Directory directory) {

    static ObjectNode of(State state) {
        Directory directory = new Directory();
        state.enter(directory);
        ObjectNode document = Documents.object();
        Export export = new Export(state, directory);
        state.top().forEach(rows -> export.list(rows, null, document));
        return document;
    }

    private <T extends Thing, E> void list(Rows<T, E> rows, @Nullable UUID project, ObjectNode into) {
        Section<T, E> section = rows.section();
        ArrayNode list = into.putArray(section.listing().field());
        rows.of(project).forEach(row -> {
            T thing = section.thing(row.entity(), directory);
            if (thing.isDefault()) {
                return;
            }
            ObjectNode object = list.addObject();
            UUID id = thing.id();
            if (id != null) {
                object.put(section.listing().idField(), id.toString());
            }
            object.setAll(thing.document());
            if (section.isProjects()) {
                state.parts().forEach(part -> list(part, row.id(), object));
            }
        });
        if (project != null && list.isEmpty()) {
            into.remove(section.listing().field());
        }
    }
}
