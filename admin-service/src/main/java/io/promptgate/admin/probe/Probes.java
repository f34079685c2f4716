package io.promptgate.admin.probe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.admin.publish.Signals;
import io.promptgate.admin.revision.Changed;
import io.promptgate.admin.revision.Ledger;
import io.promptgate.common.config.ProbeOutcome;
import io.promptgate.common.id.UuidV7;
import io.promptgate.service.access.Origin;
import io.promptgate.service.problem.ProblemException;
import io.promptgate.service.store.StoreGate;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Asks whether a provider takes a credential's key, seldom enough that nobody can hammer a provider in this way. */
@Singleton
@Startup
final class Probes {
    private static final double MILLIS = 1000.0;
    private static final String OK = "ok";
    private static final String NO_ANSWER = "no_answer";
    // in case the notification was missed
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    // one asker after the other, so that the bound holds over all replicas
    private static final String IN_TURN =
            "select cast(pg_advisory_xact_lock(hashtext('config.credential_probe')) as text)";
    private static final String SINCE = "select greatest(c.version, coalesce(p.version, 0)) from config.credential c"
            + " left join config.provider p on p.key = c.provider where c.id = ?1";
    private static final String SWEEP =
            "delete from config.credential_probe where asked_at < now() - interval '1 hour'";
    /** In how many whole seconds the next test may be made: of this credential, or of any. */
    private static final String WAIT = "select cast(ceil(greatest("
            + " coalesce((select extract(epoch from max(asked_at) - now()) + ?2 from config.credential_probe"
            + " where credential = ?1), 0),"
            + " coalesce((select extract(epoch from asked_at - now()) + 60 from config.credential_probe"
            + " order by asked_at desc offset ?3 limit 1), 0), 0)) as integer)";

    private static final String ASK = "with asked as (insert into config.credential_probe"
            + " (id, credential, revision, timeout_ms) values (?1, ?2, ?3, ?4) returning id)"
            + " select cast(pg_notify('" + Signals.PROBE_CHANNEL + "', '') as text) from asked";

    private final StoreGate store;
    private final ProbeTable table;
    private final Signals signals;
    private final ProbeConfig config;
    private final MeterRegistry meters;

    @Inject
    Probes(StoreGate store, ProbeTable table, Signals signals, ProbeConfig config, MeterRegistry meters) {
        this.store = store;
        this.table = table;
        this.signals = signals;
        this.config = config;
        this.meters = meters;
        Arrays.stream(ProbeOutcome.values())
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .forEach(this::tests);
        tests(NO_ANSWER);
    }

    /**
     * Tests the credential. Who asked is in the audit before anything is sent.
     *
     * @return the gateway's word; a 404 problem, 429 when it was tested too recently, 503 when no gateway answers
     */
    Uni<ProbeView> test(UUID credential, Origin origin) {
        UUID id = UuidV7.next();
        return store.call(() -> Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> one(session, IN_TURN, String.class)
                                .chain(() -> since(session, credential))
                                .chain(since ->
                                        admit(session, credential).chain(() -> ask(session, id, credential, since)))
                                .chain(() ->
                                        Ledger.witness(session, origin, Changed.credential(credential, "tested"))))))
                .chain(() -> counted(wait(
                        id,
                        System.nanoTime()
                                + config.timeout().plus(ProbeDesk.PATIENCE).toNanos())));
    }

    private Uni<ProbeView> counted(Uni<ProbeView> view) {
        return view.invoke(told ->
                        tests(Objects.requireNonNullElse(told.reason(), OK)).increment())
                .onFailure()
                .invoke(() -> tests(NO_ANSWER).increment());
    }

    private static <T> Uni<T> one(Mutiny.Session session, String sql, Class<T> type) {
        return session.createNativeQuery(sql, type).getSingleResult();
    }

    private static Uni<Long> since(Mutiny.Session session, UUID credential) {
        return session.createNativeQuery(SINCE, Long.class)
                .setParameter(1, credential)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("credential", credential));
    }

    private Uni<Void> admit(Mutiny.Session session, UUID credential) {
        return session.createNativeQuery(SWEEP)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(WAIT, Integer.class)
                        .setParameter(1, credential)
                        .setParameter(2, config.every().toMillis() / MILLIS)
                        .setParameter(3, config.perMinute() - 1)
                        .getSingleResult())
                .invoke(seconds -> {
                    if (seconds > 0) {
                        throw ProblemException.tooOften(
                                "Credentials are tested at most every "
                                        + config.every().toSeconds() + " s each, and " + config.perMinute()
                                        + " a minute in all.",
                                seconds);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<String> ask(Mutiny.Session session, UUID id, UUID credential, long since) {
        return session.createNativeQuery(ASK, String.class)
                .setParameter(1, id)
                .setParameter(2, credential)
                .setParameter(3, since)
                .setParameter(4, config.timeout().toMillis())
                .getSingleResult();
    }

    private Uni<ProbeView> wait(UUID id, long deadline) {
        long heard = signals.probes().value();
        return store.call(() -> table.look(id)).chain(state -> {
            String gateway = state.gateway();
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (gateway != null && state.told() != null) {
                return Uni.createFrom().item(ProbeView.of(state.told(), gateway));
            }
            if (!left.isPositive() || (gateway == null && left.compareTo(config.timeout()) < 0)) {
                throw ProblemException.unavailable(silence(gateway));
            }
            return signals.probes()
                    .other(heard, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN)
                    .chain(() -> wait(id, deadline));
        });
    }

    private static String silence(@Nullable String gateway) {
        return gateway == null
                ? "No gateway that serves the credential as it is follows this service now; it was not tested."
                : "The gateway " + gateway + " did not say what came of it.";
    }

    private Counter tests(String outcome) {
        return meters.counter("promptgate.credential.tests", "outcome", outcome);
    }
}
