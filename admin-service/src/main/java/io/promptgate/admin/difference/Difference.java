package io.promptgate.admin.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one thing changes.
 *
 * @param project the name of the project that it belongs to
 * @param fields what differs; empty for something that is removed
 */
public record Difference(
        Action action,
        String kind,
        @Nullable String project,
        String name,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldDifference> fields) {
    public Difference {
        fields = List.copyOf(fields);
    }

    /** What happens to a thing. */
    public enum Action {
        /** It is made. */
        @JsonProperty("create")
        CREATE,
        /** Some of its fields change. */
        @JsonProperty("change")
        CHANGE,
        /** It is removed. */
        @JsonProperty("remove")
        REMOVE
    }
}
