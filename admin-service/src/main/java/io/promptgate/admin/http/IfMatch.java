package io.promptgate.admin.http;

import io.promptgate.service.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a write (RFC 9110, {@code If-Match} and {@code If-None-Match: *}); without the headers it always
 * holds. A weak tag never matches.
 */
public record IfMatch(@Nullable String match, @Nullable String noneMatch) {

    /** The condition of a write that does not create. */
    public static IfMatch of(@Nullable String match) {
        return new IfMatch(match, null);
    }

    /** The ETag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Checks the thing that is there.
     *
     * @throws ProblemException 412 when it is not the one that the caller saw
     */
    public void check(long version) {
        if (noneMatch != null && noneMatch.strip().equals("*")) {
            throw ProblemException.preconditionFailed("It exists already.");
        }
        if (match != null && Arrays.stream(match.split(",")).map(String::strip).noneMatch(tag -> fits(tag, version))) {
            throw ProblemException.preconditionFailed("It was changed; its ETag is now " + etag(version) + ".");
        }
    }

    /**
     * Checks that nothing being there is what the caller expects.
     *
     * @throws ProblemException 412 when the caller saw something
     */
    public void checkAbsent() {
        if (match != null) {
            throw ProblemException.preconditionFailed("It does not exist.");
        }
    }

    private static boolean fits(String tag, long version) {
        return tag.equals("*") || tag.equals(etag(version));
    }
}
