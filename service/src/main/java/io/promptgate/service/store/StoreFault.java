package io.promptgate.service.store;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means. */
public enum StoreFault {
    /** It cannot serve now; a later attempt may succeed. */
    AWAY,
    /** It gave up on a statement that took too long. */
    TOO_SLOW,
    /** It refuses what it was given to keep: the same again is refused again. */
    BAD_DATA,
    /** Anything else: a fault of the service. */
    OTHER;

    // PostgreSQL's error classes (documentation, appendix A): connection, authorization, catalog, transaction
    // rollback, resources, operator intervention, system error
    private static final Set<String> AWAY_CLASSES = Set.of("08", "28", "3D", "40", "53", "57", "58");
    // data exception, integrity constraint, program limit
    private static final Set<String> DATA_CLASSES = Set.of("22", "23", "54");
    // read-only transaction (a standby), lock not available
    private static final Set<String> AWAY_STATES = Set.of("25006", "55P03");
    private static final String QUERY_CANCELED = "57014";
    private static final int CAUSES_MAX = 20;

    /** Looks through the causes. */
    public static StoreFault of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .map(StoreFault::single)
                .filter(fault -> fault != OTHER)
                .findFirst()
                .orElse(OTHER);
    }

    private static StoreFault single(Throwable t) {
        return switch (t) {
            case PgException e -> of(e.getSqlState());
            case SQLException e -> of(e.getSQLState());
            case IOException _, VertxException _, TimeoutException _, NoStackTraceThrowable _ -> AWAY;
            default -> OTHER;
        };
    }

    private static StoreFault of(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return OTHER;
        }
        String category = state.substring(0, 2);
        if (state.equals(QUERY_CANCELED)) {
            return TOO_SLOW;
        }
        if (AWAY_CLASSES.contains(category) || AWAY_STATES.contains(state)) {
            return AWAY;
        }
        return DATA_CLASSES.contains(category) ? BAD_DATA : OTHER;
    }
}
