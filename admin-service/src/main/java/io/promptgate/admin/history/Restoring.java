package io.promptgate.admin.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.revision.Change;
import io.promptgate.common.json.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes rows back as they are kept. A column that the table has got since keeps its value, or gets its default; one
 * that it has lost is left out. Parts go before what they belong to, and come after it.
 */
record Restoring(Change change, List<RowChange> rows) {
    private static final String COLUMNS =
            "select table_name, column_name from information_schema.columns" + " where table_schema = 'config'";

    Uni<Void> run() {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> columns(session)
                        .chain(columns -> Multi.createFrom()
                                .iterable(statements(columns))
                                .onItem()
                                .transformToUniAndConcatenate(statement -> session.createNativeQuery(statement.sql())
                                        .setParameter(1, statement.rows().toString())
                                        .executeUpdate())
                                .onItem()
                                .ignoreAsUni()));
    }

    private record Statement(String sql, ArrayNode rows) {}

    private List<Statement> statements(Map<String, Set<String>> columns) {
        List<Statement> statements = new ArrayList<>();
        List<Kept> parents = Arrays.stream(Kept.values()).filter(Kept::isNeeded).toList();
        List<Kept> parts =
                Arrays.stream(Kept.values()).filter(kept -> !kept.isNeeded()).toList();
        parts.reversed().forEach(kept -> removal(kept, statements));
        Arrays.stream(Kept.values()).forEach(kept -> writing(kept, columns, statements));
        parents.reversed().forEach(kept -> removal(kept, statements));
        return statements;
    }

    private void removal(Kept kept, List<Statement> statements) {
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        rows.stream().filter(row -> row.kept() == kept && row.became() == null).forEach(row -> keys.add(row.key()));
        if (!keys.isEmpty()) {
            statements.add(new Statement(
                    "delete from config." + kept.table() + " where cast(" + kept.id() + " as text) in"
                            + " (select jsonb_array_elements_text(cast(cast(?1 as text) as jsonb)))",
                    keys));
        }
    }

    private void writing(Kept kept, Map<String, Set<String>> columns, List<Statement> statements) {
        Map<Set<String>, ArrayNode> byColumns = new LinkedHashMap<>();
        for (RowChange row : rows) {
            ObjectNode wanted = row.became();
            if (row.kept() == kept && wanted != null) {
                ObjectNode written =
                        wanted.deepCopy().put("version", change.number()).put("updated_at", Json.time(change.at()));
                Set<String> names = new TreeSet<>(columns.getOrDefault(kept.table(), Set.of()));
                Set<String> present = new HashSet<>();
                written.fieldNames().forEachRemaining(present::add);
                names.retainAll(present);
                byColumns
                        .computeIfAbsent(names, _ -> JsonNodeFactory.instance.arrayNode())
                        .add(written);
            }
        }
        byColumns.forEach((names, written) -> statements.add(new Statement(upsert(kept, names), written)));
    }

    /** The names are those of the schema's own columns. */
    private static String upsert(Kept kept, Set<String> columns) {
        String names = columns.stream().map(Restoring::quoted).collect(Collectors.joining(", "));
        String set = columns.stream()
                .filter(column -> !column.equals(kept.id()))
                .map(column -> quoted(column) + " = excluded." + quoted(column))
                .collect(Collectors.joining(", "));
        return "insert into config." + kept.table() + " (" + names + ") select " + names
                + " from jsonb_populate_recordset(cast(null as config." + kept.table()
                + "), cast(cast(?1 as text) as jsonb)) on conflict (" + kept.id() + ") do update set " + set;
    }

    private static String quoted(String column) {
        return "\"" + column + "\"";
    }

    private static Uni<Map<String, Set<String>>> columns(Mutiny.Session session) {
        return session.createNativeQuery(COLUMNS, Object[].class)
                .getResultList()
                .map(all -> all.stream()
                        .collect(Collectors.groupingBy(
                                row -> (String) row[0],
                                Collectors.mapping(row -> (String) row[1], Collectors.toSet()))));
    }
}
