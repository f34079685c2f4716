package io.promptgate.common.filter;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record that many filters look at: what upper and lower case make alike is worked out once, and only when a filter
 * asks. For one thread at a time.
 */
public final class Searched {
    private final RequestRecord record;
    private @Nullable List<String> error;
    private @Nullable List<String> names;
    private @Nullable List<String> bodies;

    public Searched(RequestRecord record) {
        this.record = record;
    }

    public RequestRecord record() {
        return record;
    }

    /** Code and message of the error, those that there are. */
    List<String> error() {
        if (error == null) {
            error = folded(record.outcome().errorMessage(), record.outcome().errorCode());
        }
        return error;
    }

    List<String> names() {
        if (names == null) {
            names = folded(record.served().model(), record.asked().alias());
        }
        return names;
    }

    List<String> bodies() {
        if (bodies == null) {
            bodies = folded(text(record.requestBody()), text(record.responseBody()));
        }
        return bodies;
    }

    private static @Nullable String text(@Nullable Body body) {
        return body == null ? null : body.text();
    }

    private static List<String> folded(@Nullable String one, @Nullable String other) {
        return Stream.of(FoldedText.orEmpty(one), FoldedText.orEmpty(other))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
