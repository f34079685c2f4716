package io.promptgate.service.store;

import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one gate between a request and the database. */
@Singleton
public final class StoreGate {
    private static final Logger LOG = Logger.getLogger(StoreGate.class);
    private static final String AWAY = "The store cannot answer now; try again.";
    private static final String TOO_SLOW =
            "The store needs too long for this; ask for less, as with a shorter time or a narrower filter.";

    private final Migration migration;
    private final StoreConfig config;

    @Inject
    StoreGate(Migration migration, StoreConfig config) {
        this.migration = migration;
        this.config = config;
    }

    /**
     * Does the work within the time allowed. It runs to its end even when the caller has gone or the time is up, so
     * that no connection goes back to the pool in the middle of a transaction.
     *
     * @return the work's result; a 503 problem when the database is away, 504 when it is too slow
     */
    public <T> Uni<T> call(Supplier<Uni<T>> work) {
        if (!migration.isDone()) {
            return Uni.createFrom().failure(ProblemException.unavailable(AWAY));
        }
        return Uni.createFrom()
                .<T>emitter(caller -> work.get().subscribe().with(caller::complete, caller::fail))
                .ifNoItem()
                .after(config.answerTimeout())
                .fail()
                .onFailure()
                .transform(StoreGate::explained);
    }

    private static Throwable explained(Throwable failure) {
        StoreFault fault = failure instanceof TimeoutException ? StoreFault.AWAY : StoreFault.of(failure);
        return switch (fault) {
            case AWAY -> {
                LOG.debug("The database is away", failure);
                yield ProblemException.unavailable(AWAY);
            }
            case TOO_SLOW -> ProblemException.tooSlow(TOO_SLOW);
            case BAD_DATA, OTHER -> failure;
        };
    }
}
