package io.promptgate.logs.store;

import io.promptgate.logs.store.RollupFold.Cell;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which coarser figures the combinations count to; those are entered where they are new. */
final class FacetKeys {
    private static final String ENTER = """
            INSERT INTO logs.rollup_facet_key SELECT DISTINCT id, facet, project_uuid, provider, model, alias, \
            token_id, token_name, endpoint_slug FROM logs.rollup_facet_of WHERE key_id = ANY ($1) \
            ORDER BY id ON CONFLICT DO NOTHING""";
    private static final String READ =
            "SELECT key_id, id, facet, project_uuid FROM logs.rollup_facet_of WHERE key_id = ANY ($1)";

    private final Map<UUID, List<UUID>> facets = new HashMap<>();
    private final Map<UUID, Set<RollupLevel>> levels = new HashMap<>();

    private FacetKeys(RowSet<Row> rows) {
        rows.forEach(row -> {
            UUID id = row.getUUID("id");
            facets.computeIfAbsent(row.getUUID("key_id"), _ -> new ArrayList<>())
                    .add(id);
            RollupFacet facet = RollupFacet.valueOf(row.getString("facet").toUpperCase(Locale.ROOT));
            boolean ofOneProject = !row.getUUID("project_uuid").equals(Expiry.EVERY);
            levels.computeIfAbsent(id, _ -> levels(facet, ofOneProject));
        });
    }

    static Uni<FacetKeys> of(SqlConnection connection, UUID[] keys) {
        return connection
                .preparedQuery(ENTER)
                .execute(Tuple.of(keys))
                .chain(() -> connection.preparedQuery(READ).execute(Tuple.of(keys)))
                .map(FacetKeys::new);
    }

    /** The sums of the facets, in the same stretches of time. */
    Map<Cell, Tally> sums(Map<Cell, Tally> combinations) {
        Map<Cell, Tally> sums = new HashMap<>();
        combinations.forEach((cell, tally) -> facets.getOrDefault(cell.key(), List.of())
                .forEach(id -> RollupFold.add(sums, new Cell(id, cell.start()), tally)));
        return sums;
    }

    /** The same as a condition on the view {@code f}. */
    static String keptAt(RollupLevel level) {
        return Arrays.stream(RollupFacet.values())
                .flatMap(facet -> Stream.of(true, false)
                        .filter(ofOneProject -> level.keeps(facet, ofOneProject))
                        .map(ofOneProject -> "(f.facet = '" + facet.word() + "' AND f.project_uuid "
                                + (ofOneProject ? "<>" : "=") + " '" + Expiry.EVERY + "')"))
                .collect(Collectors.joining(" OR "));
    }

    private static Set<RollupLevel> levels(RollupFacet facet, boolean ofOneProject) {
        return Arrays.stream(RollupLevel.values())
                .filter(level -> level.keeps(facet, ofOneProject))
                .collect(Collectors.toSet());
    }

    /** Those that a level keeps. */
    Map<Cell, Tally> keptAt(RollupLevel level, Map<Cell, Tally> sums) {
        Map<Cell, Tally> kept = new HashMap<>();
        sums.forEach((cell, tally) -> {
            if (levels.getOrDefault(cell.key(), Set.of()).contains(level)) {
                kept.put(cell, tally);
            }
        });
        return kept;
    }
}
