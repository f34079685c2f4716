package io.promptgate.admin.credential;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.service.store.Migration;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Opens all sealed secrets now and then, and knows those that cannot be opened: damaged, moved to another row, or of a
 * master key that is lost. Each is told once in the log and in the audit; the others are not touched by it.
 */
@Singleton
public final class SealWatch {
    private static final Logger LOG = Logger.getLogger(SealWatch.class);
    private static final String ALL = "select id, sealed from config.credential";
    // several replicas look, and one of them tells
    private static final String TELL = "insert into config.audit"
            + " (created_at, actor, address, kind, key, action, times)"
            + " select now(), 'admin-service', '', 'credential', $1, 'found unreadable', 1 where not exists"
            + " (select 1 from config.audit where kind = 'credential' and key = $1 and action = 'found unreadable'"
            + " and created_at > now() - interval '1 day')";

    private final Vertx vertx;
    private final Pool pool;
    private final Vault vault;
    private final Migration migration;
    private final CredentialsConfig config;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Set<UUID> unreadable = Set.of();

    @Inject
    SealWatch(
            Vertx vertx,
            Pool pool,
            Vault vault,
            Migration migration,
            CredentialsConfig config,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.pool = pool;
        this.vault = vault;
        this.migration = migration;
        this.config = config;
        registry.gauge("promptgate.credentials.unreadable", this, watch -> watch.unreadable.size());
    }

    void start(@Observes StartupEvent event) {
        migration.done().thenRun(() -> vertx.setPeriodic(0, config.watch().toMillis(), _ -> look()));
    }

    /** The credentials whose secrets cannot be opened, as of the last look. */
    Set<UUID> unreadable() {
        return unreadable;
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        pool.query(ALL)
                .execute()
                .map(this::found)
                .chain(this::tell)
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(_ -> {}, fault -> LOG.debug("The sealed secrets were not looked at", fault));
    }

    private Set<UUID> found(RowSet<Row> rows) {
        Set<UUID> closed = new TreeSet<>();
        rows.forEach(row -> {
            if (!vault.isReadable(row.getUUID("id"), row.getString("sealed"))) {
                closed.add(row.getUUID("id"));
            }
        });
        Set<UUID> fresh = new TreeSet<>(closed);
        fresh.removeAll(unreadable);
        unreadable = Set.copyOf(closed);
        return fresh;
    }

    private Uni<Void> tell(Set<UUID> fresh) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (UUID id : fresh) {
            LOG.errorf("credential %s cannot be opened and is out of service", id);
            told = told.chain(() ->
                    pool.preparedQuery(TELL).execute(Tuple.of(id.toString())).replaceWithVoid());
        }
        return told;
    }
}
