package io.promptgate.logs.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts any number of rows with one statement: one array per column, unnested by PostgreSQL. Rows whose key is there
 * already are passed over.
 */
final class ArrayInsert<R> {
    private final List<Column<R>> columns;
    private final String sql;

    ArrayInsert(String table, List<Column<R>> columns) {
        this.columns = List.copyOf(columns);
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String values = columns.stream().map(c -> c.name() + c.cast()).collect(Collectors.joining(", "));
        String arrays = IntStream.range(0, columns.size())
                .mapToObj(i -> "$" + (i + 1) + "::" + columns.get(i).sent() + "[]")
                .collect(Collectors.joining(", "));
        this.sql = "INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM unnest(" + arrays
                + ") AS sent (" + names + ") ON CONFLICT DO NOTHING RETURNING id";
    }

    /** The statement; it returns the ids of the rows that are new. */
    String sql() {
        return sql;
    }

    Tuple parameters(List<R> rows) {
        Tuple tuple = Tuple.tuple();
        columns.forEach(column -> tuple.addValue(column.values(rows)));
        return tuple;
    }
}
