package io.promptgate.logs.store;

import io.promptgate.common.config.ProjectRetention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** How long the logs of projects stay that have times of their own, as last learned; kept, so that a restart knows them. */
@Singleton
public final class Policies {
    private static final String INSERT = "INSERT INTO logs.project_policy SELECT * FROM "
            + "unnest($1::uuid[], $2::int[], $3::int[]) ON CONFLICT DO NOTHING";
    private static final String LEARNED = "INSERT INTO logs.project_policy_learned (at) VALUES (now()) "
            + "ON CONFLICT (one) DO UPDATE SET at = excluded.at";

    private final Pool pool;

    @Inject
    Policies(Pool pool) {
        this.pool = pool;
    }

    /** Puts these in place of those before. */
    public Uni<Void> replace(List<ProjectRetention> all) {
        Tuple rows = Tuple.of(
                all.stream().map(ProjectRetention::project).toArray(UUID[]::new),
                all.stream().map(ProjectRetention::days).toArray(Integer[]::new),
                all.stream().map(ProjectRetention::bodyDays).toArray(Integer[]::new));
        // one replica after another
        return pool.withTransaction(connection -> StoreLock.RETENTION
                .take(connection)
                .chain(() -> connection.query("DELETE FROM logs.project_policy").execute())
                .chain(() -> connection.preparedQuery(INSERT).execute(rows))
                .chain(() -> connection.query(LEARNED).execute())
                .replaceWithVoid());
    }

    /** Whether they have ever been learned. */
    public Uni<Boolean> known() {
        return pool.query("SELECT FROM logs.project_policy_learned").execute().map(rows -> rows.size() > 0);
    }
}
