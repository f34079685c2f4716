package io.promptgate.admin.audit;

import io.promptgate.service.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are asked for; each part that is null takes all.
 *
 * @param since the earliest time, included
 * @param until the latest time, not included
 */
record AuditFilter(
        @Nullable String actor,
        @Nullable String kind,
        @Nullable String key,
        @Nullable String action,
        @Nullable UUID project,
        @Nullable OffsetDateTime since,
        @Nullable OffsetDateTime until) {
    private static final Set<String> PAGING = Set.of("limit", "after", "format");
    private static final List<String> NAMES = List.of("actor", "kind", "key", "action", "project", "since", "until");

    /** The condition in SQL, on {@code $1} to {@code $7}. */
    static final String SQL = "($1::text is null or actor = $1) and ($2::text is null or kind = $2)"
            + " and ($3::text is null or key = $3) and ($4::text is null or action = $4)"
            + " and ($5::uuid is null or project_uuid = $5)"
            + " and ($6::timestamptz is null or created_at >= $6) and ($7::timestamptz is null or created_at < $7)";

    /**
     * Reads the query string.
     *
     * @throws ProblemException 400 for a parameter that is not known, or not of the allowed form
     */
    static AuditFilter of(MultivaluedMap<String, String> query) {
        query.keySet().forEach(name -> {
            if (!NAMES.contains(name) && !PAGING.contains(name)) {
                throw ProblemException.badParameter(
                        name.replaceAll("\\p{Cntrl}", "?"),
                        "is not a parameter of this call; allowed: limit, after, format, " + String.join(", ", NAMES));
            }
        });
        return new AuditFilter(
                text(query, "actor"),
                text(query, "kind"),
                text(query, "key"),
                text(query, "action"),
                project(query.getFirst("project")),
                time(query, "since"),
                time(query, "until"));
    }

    Tuple values() {
        return Tuple.tuple()
                .addValue(actor)
                .addValue(kind)
                .addValue(key)
                .addValue(action)
                .addValue(project)
                .addValue(since)
                .addValue(until);
    }

    private static @Nullable String text(MultivaluedMap<String, String> query, String name) {
        String text = query.getFirst(name);
        if (text != null && text.indexOf('\0') >= 0) {
            throw ProblemException.badParameter(name, "must not have NUL in it");
        }
        return text;
    }

    private static @Nullable UUID project(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.badParameter("project", "must be a project's UUID");
        }
    }

    private static @Nullable OffsetDateTime time(MultivaluedMap<String, String> query, String name) {
        String text = query.getFirst(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text);
        } catch (DateTimeException _) {
            throw ProblemException.badParameter(name, "must be a time such as 2030-01-31T12:00:00Z");
        }
    }
}
