package io.promptgate.logs.fact;

import io.promptgate.common.event.RequestRecord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a record.
 *
 * @param name as the store's column and an export's are named
 * @param value what a record has; null where it has none
 */
public record Fact<T>(String name, Function<RequestRecord, @Nullable T> value) {

    /** What this record has. */
    public @Nullable T of(RequestRecord record) {
        return value.apply(record);
    }
}
