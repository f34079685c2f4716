package io.promptgate.service.store;

import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one gate between a request and the database. */
@Singleton
public final class StoreGate {
    private static final Logger LOG = Logger.getLogger(StoreGate.class);
    private static final String AWAY = "The store cannot answer now; try again.";
    private static final String TOO_SLOW =
            "The store needs too long for this; ask for less, as with a shorter time or a narrower filter.";

    private static final String UNCHANGED = "The store cannot answer now; nothing was changed. Try again.";
    private static final String UNKNOWN = "The store did not confirm the change in time: it may have been made, or not."
            + " Look before you say it again; a POST with an Idempotency-Key may be sent again as it is.";

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
        return bounded(work).onFailure().transform(StoreGate::explained);
    }

    /**
     * Does work that changes something, within the time allowed. When the time is up, or the database goes away, before
     * the work passes its fence, it is not committed any more and the answer says so; behind it the answer says that the
     * outcome is not known.
     *
     * @param work ends with {@link Fence#pass}, right before its commit
     * @return the work's result; a 503 problem when the database is away or too slow
     */
    public <T> Uni<T> write(Function<Fence, Uni<T>> work) {
        Fence fence = new Fence();
        return bounded(() -> work.apply(fence)).onFailure().transform(failure -> explained(failure, fence));
    }

    private <T> Uni<T> bounded(Supplier<Uni<T>> work) {
        if (!migration.isDone()) {
            return Uni.createFrom().failure(ProblemException.unavailable(AWAY));
        }
        return Uni.createFrom()
                .<T>emitter(caller -> work.get().subscribe().with(caller::complete, caller::fail))
                .ifNoItem()
                .after(config.answerTimeout())
                .fail();
    }

    private static Throwable explained(Throwable failure, Fence fence) {
        return switch (fault(failure)) {
            case AWAY, TOO_SLOW ->
                fence.close() ? ProblemException.unavailable(UNCHANGED) : ProblemException.unknownOutcome(UNKNOWN);
            case BAD_DATA, OTHER -> failure;
        };
    }

    private static Throwable explained(Throwable failure) {
        return switch (fault(failure)) {
            case AWAY -> {
                LOG.debug("The database is away", failure);
                yield ProblemException.unavailable(AWAY);
            }
            case TOO_SLOW -> ProblemException.tooSlow(TOO_SLOW);
            case BAD_DATA, OTHER -> failure;
        };
    }

    private static StoreFault fault(Throwable failure) {
        return failure instanceof TimeoutException ? StoreFault.AWAY : StoreFault.of(failure);
    }
}
