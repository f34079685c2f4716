package io.promptgate.admin.http;

import io.promptgate.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code force}: whether a thing is removed together with what stands on it. */
public final class Forced {
    private Forced() {}

    /**
     * Reads it; false when it is not there.
     *
     * @throws ProblemException 400 when it is neither true nor false
     */
    public static boolean of(@Nullable String force) {
        if (force == null || force.equals("false")) {
            return false;
        }
        if (force.equals("true")) {
            return true;
        }
        throw ProblemException.badParameter("force", "must be true or false");
    }
}
