package io.promptgate.admin.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.json.Json;
import io.promptgate.service.access.AdminKeys;
import io.promptgate.service.access.AuditConfig;
import io.promptgate.service.access.KeysConfig;
import io.promptgate.service.access.Refusal;
import io.promptgate.service.access.Refusals;
import io.promptgate.service.problem.LogLine;
import io.promptgate.service.store.Migration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes down, from time to time, what was refused and when keys were last used. What cannot be written is kept for
 * the next time.
 */
@Singleton
public final class AccessNotes {
    private static final Logger LOG = Logger.getLogger(AccessNotes.class);
    private static final String REFUSED = "insert into config.audit (created_at, actor, key_id, address, request_id,"
            + " kind, key, action, project_uuid, times, changed_to)"
            + " values ($1, $2, $3, $4, $5, $6, $7, 'refused', $8, $9, $10)";
    private static final String USED =
            "update config.admin_key set last_used_at = greatest(last_used_at, $2)" + " where id = $1";

    private final Pool pool;
    private final Vertx vertx;
    private final Migration migration;
    private final Refusals refusals;
    private final AdminKeys keys;
    private final AuditConfig audit;
    private final KeysConfig config;
    private volatile boolean stopped;

    @Inject
    AccessNotes(Pool pool, Vertx vertx, Migration migration, Refusals refusals, AdminKeys keys, Intervals intervals) {
        this.pool = pool;
        this.vertx = vertx;
        this.migration = migration;
        this.refusals = refusals;
        this.keys = keys;
        this.audit = intervals.audit();
        this.config = intervals.keys();
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(audit.refusalsEvery().toMillis(), _ -> begin(this::writeRefusals));
        vertx.setPeriodic(config.usedEvery().toMillis(), _ -> begin(this::writeUsed));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void begin(Supplier<Uni<Void>> work) {
        if (!stopped && migration.isDone()) {
            work.get().subscribe().with(_ -> {}, fault -> LOG.debugf("It is kept for later: %s", LogLine.of(fault)));
        }
    }

    private Uni<Void> writeRefusals() {
        List<Refusal> taken = refusals.take();
        return taken.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(REFUSED)
                        .executeBatch(taken.stream().map(AccessNotes::row).toList())
                        .onFailure()
                        .invoke(_ -> refusals.add(taken))
                        .replaceWithVoid();
    }

    private Uni<Void> writeUsed() {
        List<AdminKeys.Use> taken = keys.takeUsed();
        return taken.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(USED)
                        .executeBatch(taken.stream()
                                .map(use -> Tuple.of(use.id(), use.at().atOffset(ZoneOffset.UTC)))
                                .toList())
                        .onFailure()
                        .invoke(_ -> keys.noteUsed(taken))
                        .replaceWithVoid();
    }

    private static Tuple row(Refusal refusal) {
        return Tuple.tuple()
                .addValue(refusal.lastAt().atOffset(ZoneOffset.UTC))
                .addValue(refusal.actor())
                .addValue(refusal.keyId())
                .addValue(refusal.address())
                .addValue(refusal.requestId())
                .addValue(refusal.kind())
                .addValue(refusal.what())
                .addValue(refusal.project())
                .addValue(refusal.times())
                .addValue(json(new Span(refusal.firstAt(), refusal.lastAt())));
    }

    private static String json(Span span) {
        try {
            return Json.MAPPER.writeValueAsString(span);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("two times can be written as JSON", e);
        }
    }

    /** When they were. */
    private record Span(Instant firstAt, Instant lastAt) {}
}
