package io.promptgate.admin.revision;

import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The newest revision. */
public final class Head {
    private static final String ISOLATION = "set transaction isolation level repeatable read, read only";
    private static final String READ = "select revision from config.head";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Head() {}

    /** Makes the transaction that has just begun one that sees one moment and changes nothing; gives the revision. */
    public static Uni<Long> frozen() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ISOLATION)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(READ, Long.class).getSingleResult()));
    }

    /**
     * The revision that a caller expects to be the newest, from the query; null when it does not say.
     *
     * @throws ProblemException 400 when it is no number
     */
    public static @Nullable Long expected(@Nullable String text) {
        return text == null ? null : number("expected_revision", text);
    }

    /**
     * The number of a revision, from a parameter.
     *
     * @throws ProblemException 400 when it is none
     */
    public static long number(String parameter, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw ProblemException.badParameter(parameter, "must be the number of a revision");
        }
        return Long.parseLong(text);
    }

    /**
     * Compares what the caller expects with what is.
     *
     * @throws ProblemException 412 when the configuration has moved on
     */
    public static void check(@Nullable Long expected, long head) {
        if (expected != null && expected != head) {
            throw ProblemException.preconditionFailed(
                    "The configuration has moved: it is at revision " + head + ", not " + expected + ".");
        }
    }
}
