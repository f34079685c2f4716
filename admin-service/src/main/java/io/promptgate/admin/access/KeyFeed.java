package io.promptgate.admin.access;

import io.promptgate.admin.publish.Signals;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.service.access.AdminKey;
import io.promptgate.service.access.AdminKeys;
import io.promptgate.service.access.KeysConfig;
import io.promptgate.service.access.Role;
import io.promptgate.service.problem.LogLine;
import io.promptgate.service.store.Migration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the admin keys in memory as they are in the database: read again with every revision that this replica hears
 * of, and after a while in any case.
 */
@Singleton
public final class KeyFeed {
    private static final Logger LOG = Logger.getLogger(KeyFeed.class);
    private static final String VALID = "select id, hash, role, projects, expires_at from config.admin_key"
            + " where revoked_at is null and (expires_at is null or expires_at > now())";

    private final Pool pool;
    private final Vertx vertx;
    private final Migration migration;
    private final Signals signals;
    private final AdminKeys keys;
    private final KeysConfig config;
    private volatile boolean stopped;

    @Inject
    KeyFeed(Pool pool, Vertx vertx, Migration migration, Signals signals, AdminKeys keys, KeysConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.migration = migration;
        this.signals = signals;
        this.keys = keys;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        migration.done().thenRun(() -> vertx.runOnContext(_ -> follow()));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** Reads the keys anew; this replica knows them when it completes. */
    public Uni<Void> load() {
        return pool.query(VALID)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(KeyFeed::key)
                        .toList())
                .invoke(valid -> keys.replace(valid, config.validFor()))
                .replaceWithVoid();
    }

    private void follow() {
        if (stopped) {
            return;
        }
        long seen = signals.revisions().value();
        load().onFailure()
                .invoke(fault -> LOG.debugf("The admin keys cannot be read: %s", LogLine.of(fault)))
                .onFailure()
                .recoverWithNull()
                .chain(() -> signals.revisions().other(seen, config.every()))
                .subscribe()
                .with(_ -> follow(), fault -> LOG.errorf("The admin keys are read no more: %s", LogLine.of(fault)));
    }

    private static AdminKey key(Row row) {
        return new AdminKey(
                row.getUUID("id"),
                TokenHash.parse(row.getString("hash")),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                projects(row.getString("projects")),
                expiry(row));
    }

    private static @Nullable List<UUID> projects(@Nullable String joined) {
        return joined == null
                ? null
                : Arrays.stream(joined.split(",")).map(UUID::fromString).toList();
    }

    private static @Nullable Instant expiry(Row row) {
        return row.getValue("expires_at") == null
                ? null
                : row.getOffsetDateTime("expires_at").toInstant();
    }
}
