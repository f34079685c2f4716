package io.promptgate.admin.http;

import io.promptgate.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** A parameter of the query that is {@code true} or {@code false}; false when not sent. */
public final class Flag {
    private Flag() {}

    /**
     * Reads it.
     *
     * @throws ProblemException 400 when it is neither
     */
    public static boolean of(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ProblemException.badParameter(name, "must be true or false");
    }
}
