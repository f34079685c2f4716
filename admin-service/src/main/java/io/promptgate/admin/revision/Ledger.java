package io.promptgate.admin.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.json.Json;
import io.promptgate.service.access.Origin;
import io.promptgate.service.access.Role;
import io.promptgate.service.store.Fence;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes, one after the other: a change locks the head before it reads anything, so that it sees all earlier
 * ones, revisions commit in the order of their numbers, and a condition that was checked still holds at the commit.
 * The notification is part of the transaction; PostgreSQL delivers it at the commit or not at all.
 */
@Singleton
public final class Ledger {
    /** The PostgreSQL channel on which each new revision's number is told. */
    public static final String CHANNEL = "promptgate_revision";

    // bounds the wait for a change that hangs, and ends one whose service does not go on
    private static final String BOUNDS = "select set_config('lock_timeout', '4s', true)"
            + " || set_config('idle_in_transaction_session_timeout', '10s', true)";
    private static final String LOCK = "select revision from config.head for update";
    private static final String ADVANCE = "with advanced as (update config.head set revision = ?1),"
            + " noted as (insert into config.revision (number, created_at, actor, changes)"
            + " values (?1, ?2, ?3, cast(cast(?4 as text) as jsonb)))"
            + " select cast(pg_notify('" + CHANNEL + "', cast(cast(?1 as bigint) as text)) as text)";
    private static final String AUDIT = "insert into config.audit (created_at, actor, key_id, role, address,"
            + " request_id, kind, key, action, project_uuid, revision, times, changed_from, changed_to)"
            + " select ?1, ?2, cast(?3 as uuid), ?4, ?5, cast(?6 as uuid), e ->> 'kind', e ->> 'key', e ->> 'action',"
            + " cast(e ->> 'project' as uuid), cast(?7 as bigint), 1, e ->> 'before', e ->> 'after'"
            + " from jsonb_array_elements(cast(cast(?8 as text) as jsonb)) with ordinality as entries (e, place)"
            + " order by place";

    /**
     * Does the work in one transaction and commits it with the next revision and the audit's lines of it. A failure of
     * the work leaves nothing.
     *
     * @param origin who makes the change, and from where
     * @param fence passed right before the commit
     */
    public <T> Uni<Committed<T>> commit(Origin origin, Function<Change, Uni<T>> work, Fence fence) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> lock(session)
                        .map(head -> new Change(head + 1, Instant.now().truncatedTo(ChronoUnit.MILLIS)))
                        .chain(change -> work.apply(change)
                                .chain(result -> note(session, change, origin).map(n -> new Committed<>(result, n)))))
                .invoke(fence::pass));
    }

    /**
     * Writes the audit's line of something that was done and changes no configuration, in the transaction that the
     * session has open.
     */
    public static Uni<Void> witness(Mutiny.Session session, Origin origin, Changed thing) {
        Line line = new Line(thing.kind(), thing.key(), thing.action(), thing.project(), null, null);
        return audit(session, origin, Instant.now().truncatedTo(ChronoUnit.MILLIS), null, List.of(line))
                .replaceWithVoid();
    }

    private static Uni<Long> lock(Mutiny.Session session) {
        return session.createNativeQuery(BOUNDS, String.class)
                .getSingleResult()
                .chain(() -> session.createNativeQuery(LOCK, Long.class).getSingleResult());
    }

    private static Uni<Long> note(Mutiny.Session session, Change change, Origin origin) {
        if (change.entries().isEmpty()) {
            return Uni.createFrom().item(change.number() - 1);
        }
        return session.flush()
                .chain(() -> session.createNativeQuery(ADVANCE, String.class)
                        .setParameter(1, change.number())
                        .setParameter(2, change.at())
                        .setParameter(3, origin.caller().subject())
                        .setParameter(
                                4,
                                json(change.entries().stream()
                                        .map(Change.Entry::thing)
                                        .toList()))
                        .getSingleResult())
                .chain(() -> audit(
                        session,
                        origin,
                        change.at(),
                        change.number(),
                        change.entries().stream().map(Line::of).toList()))
                .replaceWith(change.number());
    }

    private static Uni<Integer> audit(
            Mutiny.Session session, Origin origin, Instant at, @Nullable Long revision, List<Line> lines) {
        Role role = origin.role();
        return session.createNativeQuery(AUDIT)
                .setParameter(1, at)
                .setParameter(2, origin.caller().subject())
                .setParameter(3, text(origin.caller().keyId()))
                .setParameter(4, role == null ? null : role.wireName())
                .setParameter(5, origin.address())
                .setParameter(6, origin.requestId().toString())
                .setParameter(7, revision)
                .setParameter(8, json(lines))
                .executeUpdate();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static String json(List<?> things) {
        try {
            return Json.MAPPER.writeValueAsString(things);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written as JSON", e);
        }
    }

    /** A line of the audit, for PostgreSQL to take apart. */
    private record Line(
            String kind,
            String key,
            String action,
            @Nullable UUID project,
            @Nullable String before,
            @Nullable String after) {
        static Line of(Change.Entry entry) {
            Changed thing = entry.thing();
            return new Line(thing.kind(), thing.key(), thing.action(), thing.project(), entry.before(), entry.after());
        }
    }
}
