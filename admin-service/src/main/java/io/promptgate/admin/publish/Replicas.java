package io.promptgate.admin.publish;

import io.promptgate.common.config.ConfigAck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The gateways, in a table, so that every replica of this service sees all of them. Only the database's clock counts.
 */
@Singleton
final class Replicas {
    /** The PostgreSQL channel on which a gateway's word is told. */
    static final String CHANNEL = "promptgate_ack";

    private static final String REGISTER = "with swept as"
            + " (delete from config.replica where seen_at < now() - interval '1 day' and name <> $1)"
            + " insert into config.replica as r (name, revision, seen_at, since) values ($1, $2, now(), now())"
            + " on conflict (name) do update set revision = excluded.revision, seen_at = excluded.seen_at,"
            + " since = case when r.revision = excluded.revision then r.since else excluded.since end";
    // words can overtake each other on the way, so the newest one counts; one that a crash of the database takes back
    // makes a write wait for the next one, so the disk need not be waited for
    private static final String ACK = "with heard as"
            + " (insert into config.replica as r (name, revision, seen_at, since) values ($1, $2, now(), now())"
            + " on conflict (name) do update"
            + " set revision = greatest(r.revision, excluded.revision), seen_at = excluded.seen_at,"
            + " since = case when r.revision >= excluded.revision then r.since else excluded.since end returning name)"
            + " select pg_notify('" + CHANNEL + "', name), set_config('synchronous_commit', 'off', true) from heard";
    private static final String LEAVE = "with gone as (delete from config.replica where name = $1 returning name)"
            + " select pg_notify('" + CHANNEL + "', name) from gone";
    private static final String LIVE = "select name, revision from config.replica"
            + " where seen_at > now() - make_interval(secs => $1) order by name";
    private static final String ALL = "select r.name, r.revision, r.since, r.seen_at,"
            + " r.seen_at > now() - make_interval(secs => $1) as live, greatest(0, h.revision - r.revision) as lag"
            + " from config.replica r, config.head h order by r.name";
    private static final double MILLIS = 1000.0;

    private final Pool pool;
    private final FeedConfig config;

    @Inject
    Replicas(Pool pool, FeedConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** Notes a gateway that begins to follow, committed before this completes: writes from now on wait for it. */
    Uni<Void> register(String name, long revision) {
        return run(REGISTER, Tuple.of(name, revision));
    }

    Uni<Void> note(ConfigAck ack) {
        return ack.leaving() ? run(LEAVE, Tuple.of(ack.replica())) : run(ACK, Tuple.of(ack.replica(), ack.revision()));
    }

    /** The gateways whose last word is young enough, by name. */
    Uni<List<Replica>> live() {
        return pool.preparedQuery(LIVE)
                .execute(Tuple.of(config.liveFor().toMillis() / MILLIS))
                .map(Replicas::replicas);
    }

    /** All that are known, by name; those that have been silent for a day are forgotten. */
    Uni<List<ReplicaView>> all() {
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(config.liveFor().toMillis() / MILLIS))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Replicas::view)
                        .toList());
    }

    private static ReplicaView view(Row row) {
        return new ReplicaView(
                row.getString("name"),
                row.getBoolean("live"),
                row.getLong("revision"),
                row.getLong("lag"),
                row.getOffsetDateTime("since").toInstant(),
                row.getOffsetDateTime("seen_at").toInstant());
    }

    private Uni<Void> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static List<Replica> replicas(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Replica(row.getString("name"), row.getLong("revision")))
                .toList();
    }
}
