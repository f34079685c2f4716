package io.promptgate.admin.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.service.store.Migration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Takes revisions that are too old, or too many, out of the database, the oldest first and a batch at a time. The
 * newest one always stays. Several replicas of the service may do so at once.
 */
@Singleton
final class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int BATCH = 500;
    private static final double MILLIS = 1000.0;
    private static final String SWEEP = "with head as (select revision from config.head),"
            + " bound as (select least(h.revision - 1, greatest(h.revision - $1, coalesce((select max(number)"
            + " from config.revision where created_at < now() - make_interval(secs => $2)), 0))) as number from head h),"
            + " old as (select r.number from config.revision r, bound b where r.number <= b.number"
            + " order by r.number limit $3),"
            + " rows as (delete from config.revision_row where revision in (select number from old)),"
            + " gone as (delete from config.revision where number in (select number from old) returning number)"
            + " select (select count(*) from gone) as gone,"
            + " (select count(*) from config.revision) - (select count(*) from gone) as kept";

    private final Vertx vertx;
    private final Pool pool;
    private final Migration migration;
    private final RevisionConfig config;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicLong kept;
    private final Counter removed;
    private volatile boolean stopped;

    @Inject
    Sweeper(Vertx vertx, Pool pool, Migration migration, RevisionConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.pool = pool;
        this.migration = migration;
        this.config = config;
        this.kept = metrics.gauge("promptgate.revisions.kept", new AtomicLong());
        this.removed = metrics.counter("promptgate.revisions.removed");
    }

    void start(@Observes StartupEvent event) {
        migration.done().thenRun(() -> vertx.setPeriodic(config.sweep().toMillis(), _ -> sweep()));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void sweep() {
        if (stopped || !sweeping.compareAndSet(false, true)) {
            return;
        }
        pool.preparedQuery(SWEEP)
                .execute(Tuple.of(config.keepMost(), config.keepFor().toMillis() / MILLIS, BATCH))
                .ifNoItem()
                .after(ANSWER_WITHIN)
                .fail()
                .onTermination()
                .invoke(() -> sweeping.set(false))
                .subscribe()
                .with(
                        rows -> swept(rows.iterator().next()),
                        fault -> LOG.debugf("Old revisions are not removed now: %s", fault.getMessage()));
    }

    private void swept(Row row) {
        removed.increment(row.getLong("gone"));
        kept.set(row.getLong("kept"));
    }
}
