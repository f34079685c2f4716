package io.promptgate.admin.store;

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

/** Tells a database that cannot serve now from a fault in a statement. */
final class StoreFault {
    // PostgreSQL's error classes (Appendix A): connection, authorization, catalog, transaction rollback, resources,
    // operator intervention
    private static final Set<String> CLASSES = Set.of("08", "28", "3D", "40", "53", "57");
    // read-only transaction (a standby), lock not available
    private static final Set<String> STATES = Set.of("25006", "55P03");

    private static final int CAUSES_MAX = 20;

    private StoreFault() {}

    /** Whether a later attempt may succeed. */
    static boolean isAway(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .anyMatch(StoreFault::says);
    }

    private static boolean says(Throwable t) {
        return switch (t) {
            case PgException e -> isAway(e.getSqlState());
            case SQLException e -> isAway(e.getSQLState());
            case IOException _, VertxException _, TimeoutException _, NoStackTraceThrowable _ -> true;
            default -> false;
        };
    }

    private static boolean isAway(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (CLASSES.contains(state.substring(0, 2)) || STATES.contains(state));
    }
}
