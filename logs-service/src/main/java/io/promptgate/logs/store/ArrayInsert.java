package io.promptgate.logs.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts any number of rows with one statement: one array per column, unnested by PostgreSQL.
 */
final class ArrayInsert<R> {
    private final List<Column<R>> columns;
    private final String sql;

    /** Passes over rows whose key is there already, and returns the ids of the others. */
    ArrayInsert(String table, List<Column<R>> columns) {
        this(table, columns, "ON CONFLICT DO NOTHING RETURNING id");
    }

    /** Ends the statement with what is to be done on a conflict and what is to be returned. */
    ArrayInsert(String table, List<Column<R>> columns, String ending) {
        this.columns = List.copyOf(columns);
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String values = columns.stream().map(c -> c.name() + c.cast()).collect(Collectors.joining(", "));
        String arrays = IntStream.range(0, columns.size())
                .mapToObj(i -> "$" + (i + 1) + "::" + columns.get(i).sent() + "[]")
                .collect(Collectors.joining(", "));
        this.sql = "INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM unnest(" + arrays
                + ") AS sent (" + names + ") " + ending;
    }

    String sql() {
        return sql;
    }

    Tuple parameters(List<R> rows) {
        Tuple tuple = Tuple.tuple();
        columns.forEach(column -> tuple.addValue(column.values(rows)));
        return tuple;
    }
}
