package io.promptgate.admin.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** What must be asked of the world about a document before the database is: no transaction waits for an answer. */
public interface Inquiry {
    /**
     * What is wrong with texts of the document, by text; those with which nothing is are not in it.
     *
     * @param document as it was sent, of any shape
     */
    Uni<Map<String, String>> faults(JsonNode document);
}
