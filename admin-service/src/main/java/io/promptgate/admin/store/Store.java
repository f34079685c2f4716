package io.promptgate.admin.store;

import io.promptgate.admin.problem.ProblemException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one gate between a request and the database. */
@Singleton
public final class Store {
    private static final Logger LOG = Logger.getLogger(Store.class);
    private static final String AWAY = "The configuration store cannot answer now; try again.";

    private final Migration migration;
    private final StoreConfig config;

    @Inject
    Store(Migration migration, StoreConfig config) {
        this.migration = migration;
        this.config = config;
    }

    /**
     * Does the work within the time allowed. It runs to its end even when the caller has gone or the time is up, so
     * that no connection goes back to the pool in the middle of a transaction.
     *
     * @return the work's result, or a 503 problem when the database is away or too slow
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
                .onFailure(Store::isAway)
                .transform(Store::unavailable);
    }

    private static boolean isAway(Throwable fault) {
        return fault instanceof TimeoutException || StoreFault.isAway(fault);
    }

    private static ProblemException unavailable(Throwable fault) {
        LOG.debug("The database is away", fault);
        return ProblemException.unavailable(AWAY);
    }
}
