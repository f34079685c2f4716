package io.promptgate.admin.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.json.Json;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what earlier revisions were, in the session of the caller. */
final class History {
    private static final String EXTENT = "select h.revision, greatest(h.kept_from,"
            + " coalesce((select min(r.number) - 1 from config.revision r), h.kept_from)) from config.head h";
    private static final String LIST = "select number, created_at, actor, cast(changes as text) from config.revision"
            + " where number < ?1 order by number desc limit ?2";
    // the names of projects that are gone are in the rows that went
    private static final String SPAN = "with span as"
            + " (select * from config.revision_row where revision > ?1 and revision <= ?2),"
            + " ends as (select kind, key, min(revision) as first, max(revision) as last from span group by kind, key)"
            + " select e.kind, e.key, l.project,"
            + " coalesce(p.name, (select coalesce(n.became, n.was) ->> 'name' from config.revision_row n"
            + " where n.kind = 'project' and n.key = cast(l.project as text) order by n.revision desc limit 1)) as owner,"
            + " cast(f.was as text) as was, cast(l.became as text) as became, cast(l.was as text) as gone from ends e"
            + " join span f on f.kind = e.kind and f.key = e.key and f.revision = e.first"
            + " join span l on l.kind = e.kind and l.key = e.key and l.revision = e.last"
            + " left join config.project p on p.uuid = l.project order by e.kind, e.key";

    private History() {}

    /**
     * What is kept.
     *
     * @param head the newest revision
     * @param first the oldest one whose configuration can be had back
     */
    record Extent(long head, long first) {
        boolean has(long revision) {
            return revision >= first && revision <= head;
        }

        /** The revision, or a 404 problem. */
        long need(long revision) {
            if (revision > head) {
                throw ProblemException.notFound("There is no revision " + revision + "; the newest is " + head + ".");
            }
            if (revision < first) {
                throw ProblemException.notFound(
                        "Revision " + revision + " is not kept any more; the oldest is " + first + ".");
            }
            return revision;
        }
    }

    static Uni<Extent> extent() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(EXTENT, Object[].class)
                        .getSingleResult()
                        .map(row -> new Extent((Long) row[0], (Long) row[1])));
    }

    /** Revisions before one, the newest first. */
    static Uni<List<RevisionView>> list(long before, int limit, Extent extent) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LIST, Object[].class)
                        .setParameter(1, before)
                        .setParameter(2, limit)
                        .getResultList()
                        .map(rows -> rows.stream().map(row -> view(row, extent)).toList()));
    }

    static Uni<Optional<RevisionView>> find(long number, Extent extent) {
        return list(number + 1, 1, extent)
                .map(found ->
                        found.stream().filter(view -> view.revision() == number).findFirst());
    }

    /** What became of each row that was changed after one revision, up to another. */
    static Uni<List<RowChange>> span(long after, long upTo) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SPAN, Object[].class)
                        .setParameter(1, after)
                        .setParameter(2, upTo)
                        .getResultList()
                        .map(rows -> rows.stream().map(History::change).toList()));
    }

    private static RevisionView view(Object[] row, Extent extent) {
        try {
            long number = (Long) row[0];
            List<Changed> changes = Json.MAPPER.readValue((String) row[3], new TypeReference<>() {});
            return new RevisionView(
                    number,
                    ((OffsetDateTime) row[1]).toInstant(),
                    (String) row[2],
                    changes,
                    extent.has(number),
                    null,
                    null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a revision's changes are JSON", e);
        }
    }

    private static RowChange change(Object[] row) {
        return new RowChange(
                Kept.of((String) row[0]),
                (String) row[1],
                (UUID) row[2],
                (String) row[3],
                object((String) row[4]),
                object((String) row[5]),
                object((String) row[6]));
    }

    private static @Nullable ObjectNode object(@Nullable String json) {
        try {
            return json == null ? null : (ObjectNode) Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is kept as JSON", e);
        }
    }
}
