package io.promptgate.admin.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a list.
 *
 * @param next give it as {@code after} to get what follows; null at the end
 */
public record Page<V>(
        List<V> data,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {
    public Page {
        data = List.copyOf(data);
    }
}
