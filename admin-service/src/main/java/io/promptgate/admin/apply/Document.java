package io.promptgate.admin.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.http.Fields;
import io.promptgate.common.secret.Masked;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was sent.
 *
 * @param lines where each field stands, by its path
 * @param secrets the values of the references within
 * @param faults what is wrong with texts within, as {@link Inquiry} says it
 */
record Document(ObjectNode tree, Map<String, Integer> lines, Map<String, Masked> secrets, Map<String, String> faults) {
    Document {
        lines = Map.copyOf(lines);
        secrets = Map.copyOf(secrets);
        faults = Map.copyOf(faults);
    }

    /** The same with what was found out about it. */
    Document knowing(Map<String, String> found) {
        return new Document(tree, lines, secrets, found);
    }

    Fields fields() {
        return Fields.of(tree, this::line);
    }

    /** The line of the field, or of the nearest thing that it would be in. */
    private @Nullable Integer line(String path) {
        for (String at = path; !at.isEmpty(); at = outer(at)) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    private static String outer(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
