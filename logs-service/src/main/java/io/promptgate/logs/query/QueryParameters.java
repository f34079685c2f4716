package io.promptgate.logs.query;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterException;
import io.promptgate.service.problem.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query string's parameters. */
public final class QueryParameters {
    private QueryParameters() {}

    /**
     * Refuses a misspelt parameter, which otherwise would widen the answer in silence.
     *
     * @throws ProblemException when there is a parameter of another name, or one comes twice
     */
    public static void only(UriInfo uri, List<String> allowed) {
        uri.getQueryParameters().forEach((name, values) -> {
            if (!allowed.contains(name)) {
                throw ProblemException.badParameter(
                        name.replaceAll("\\p{Cntrl}", "?"),
                        "is not a parameter of this call; allowed: " + String.join(", ", allowed));
            }
            if (values.size() > 1) {
                throw ProblemException.badParameter(name, "may be given once");
            }
        });
    }

    /**
     * The filter of the parameter {@code q}; without one everything matches.
     *
     * @throws ProblemException when it is no filter
     */
    public static Filter filter(@Nullable String q) {
        try {
            return q == null ? Filter.EVERYTHING : Filter.parse(q);
        } catch (FilterException e) {
            throw ProblemException.badFilter("q", e);
        }
    }

    /**
     * True or false; without the parameter, false.
     *
     * @throws ProblemException when it is something else
     */
    public static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ProblemException.badParameter(name, "must be true or false");
    }

    /**
     * A whole number from 1 to {@code most}.
     *
     * @throws ProblemException when it is something else
     */
    public static int number(String name, @Nullable String text, int otherwise, int most) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // answered below, like a number out of bounds
        }
        throw ProblemException.badParameter(name, "must be a whole number from 1 to " + most);
    }
}
