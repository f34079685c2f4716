package io.promptgate.logs.store;

import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table that is filled from rows of type {@code R}.
 *
 * @param name as in the table
 * @param sent the type of the array that the values travel in
 * @param cast what turns a value into the column's type; empty where {@code sent} is that type
 * @param type the class of the array's elements
 * @param value what a row has in this column
 */
record Column<R>(String name, String sent, String cast, Class<?> type, Function<R, @Nullable Object> value) {

    static <R> Column<R> of(String name, String sent, Class<?> type, Function<R, @Nullable Object> value) {
        return new Column<>(name, sent, "", type, value);
    }

    /** All rows' values, as the array that travels. */
    Object values(List<R> rows) {
        Object array = Array.newInstance(type, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Array.set(array, i, value.apply(rows.get(i)));
        }
        return array;
    }
}
