package io.promptgate.admin.probe;

import io.promptgate.admin.probe.ProbeView.Told;
import io.promptgate.admin.publish.Signals;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.config.ProbeOutcome;
import io.promptgate.common.config.ProbeResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** {@code config.credential_probe} as replicas of the service share it. Only the database's clock counts. */
@Singleton
final class ProbeTable {
    private static final String NOTIFY = "select pg_notify('" + Signals.PROBE_CHANNEL + "', '')";
    // of two replicas that claim one question at once, the second finds it claimed
    private static final String CLAIM = "with chosen as (select distinct on (p.id) p.id, r.name"
            + " from config.credential_probe p join config.replica r on r.name = any($1) and r.revision >= p.revision"
            + " where p.gateway is null and p.asked_at > now() - make_interval(secs => $2) order by p.id, random())"
            + " update config.credential_probe p set gateway = c.name from chosen c"
            + " where p.id = c.id and p.gateway is null"
            + " returning p.id, p.credential, p.revision, p.timeout_ms, p.gateway";
    private static final String TELL = "with told as (update config.credential_probe"
            + " set outcome = $2, status = $3, latency_ms = $4"
            + " where id = $1 and gateway is not null and outcome is null returning id) " + NOTIFY + " from told";
    private static final String LOOK =
            "select gateway, outcome, status, latency_ms from config.credential_probe where id = $1";
    private static final double MILLIS = 1000.0;

    private final Pool pool;

    @Inject
    ProbeTable(Pool pool) {
        this.pool = pool;
    }

    /** A question and the gateway that is to answer it. */
    record Claimed(CredentialProbe probe, String gateway) {}

    /**
     * How a question stands.
     *
     * @param gateway which gateway it was put to, if to any yet
     * @param told its answer, if it came
     */
    record State(@Nullable String gateway, @Nullable Told told) {}

    /** Claims what was asked no longer ago than this, for those of these gateways that can answer. */
    Uni<List<Claimed>> claim(Set<String> gateways, Duration within) {
        Tuple values =
                Tuple.tuple().addArrayOfString(gateways.toArray(String[]::new)).addDouble(within.toMillis() / MILLIS);
        return pool.preparedQuery(CLAIM)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ProbeTable::claimed)
                        .toList());
    }

    /** Keeps the first answer to a question that was put to a gateway; any other is nobody's. */
    Uni<Void> tell(ProbeResult result) {
        return pool.preparedQuery(TELL)
                .execute(Tuple.of(result.id(), result.outcome().name(), result.status(), result.latencyMs()))
                .replaceWithVoid();
    }

    Uni<State> look(UUID id) {
        return pool.preparedQuery(LOOK).execute(Tuple.of(id)).map(ProbeTable::state);
    }

    private static Claimed claimed(Row row) {
        CredentialProbe probe = new CredentialProbe(
                row.getUUID("id"), row.getUUID("credential"), row.getLong("revision"), row.getLong("timeout_ms"));
        return new Claimed(probe, row.getString("gateway"));
    }

    private static State state(RowSet<Row> rows) {
        RowIterator<Row> found = rows.iterator();
        if (!found.hasNext()) {
            return new State(null, null); // the credential was removed meanwhile
        }
        Row row = found.next();
        String outcome = row.getString("outcome");
        Told told = outcome == null
                ? null
                : new Told(ProbeOutcome.valueOf(outcome), row.getInteger("status"), row.getLong("latency_ms"));
        return new State(row.getString("gateway"), told);
    }
}
