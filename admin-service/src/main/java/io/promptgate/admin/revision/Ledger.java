package io.promptgate.admin.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.json.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

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

    /**
     * Does the work in one transaction and commits it with the next revision. A failure of the work leaves nothing.
     *
     * @param actor who makes the change, as the history names them
     */
    public <T> Uni<Committed<T>> commit(String actor, Function<Change, Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> lock(session)
                        .map(head -> new Change(head + 1, Instant.now().truncatedTo(ChronoUnit.MILLIS)))
                        .chain(change -> work.apply(change)
                                .chain(result -> note(session, change, actor).map(n -> new Committed<>(result, n))))));
    }

    private static Uni<Long> lock(Mutiny.Session session) {
        return session.createNativeQuery(BOUNDS, String.class)
                .getSingleResult()
                .chain(() -> session.createNativeQuery(LOCK, Long.class).getSingleResult());
    }

    private static Uni<Long> note(Mutiny.Session session, Change change, String actor) {
        if (change.things().isEmpty()) {
            return Uni.createFrom().item(change.number() - 1);
        }
        return session.flush()
                .chain(() -> session.createNativeQuery(ADVANCE, String.class)
                        .setParameter(1, change.number())
                        .setParameter(2, change.at())
                        .setParameter(3, actor)
                        .setParameter(4, json(change.things()))
                        .getSingleResult())
                .replaceWith(change.number());
    }

    private static String json(List<Changed> things) {
        try {
            return Json.MAPPER.writeValueAsString(things);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written as JSON", e);
        }
    }
}
