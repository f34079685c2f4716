package io.promptgate.gateway.record;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.Body;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Surface;
import io.promptgate.common.event.Usage;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.redact.Redactions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records as requests leave them. */
final class Records {
    static final UUID PROJECT = UuidV7.next();
    /** Nothing to be taken out. */
    static final Redaction REDACTION = new Redaction(List.of(), Redactions.NONE, Integer.MAX_VALUE);

    private Records() {}

    static RequestRecord plain() {
        return of("hello", null, Body.json("{\"a\":1}".getBytes(StandardCharsets.UTF_8)), null);
    }

    /** Of this project. */
    static RequestRecord of(UUID project) {
        return of(project, "hello", null, null, null);
    }

    /** With this text wherever a client or a provider can put one. */
    static RequestRecord of(String text, @Nullable String error, @Nullable Body request, @Nullable Body response) {
        return of(PROJECT, text, error, request, response);
    }

    private static RequestRecord of(
            UUID project, String text, @Nullable String error, @Nullable Body request, @Nullable Body response) {
        Instant now = Instant.now();
        return new RequestRecord(
                UuidV7.next(),
                null,
                now,
                new RequestRecord.Client(project, "test", UuidV7.next(), "app", text, "127.0.0.1", text),
                new RequestRecord.Asked(Surface.WRAPPER, null, text, null, false),
                new RequestRecord.Served(
                        "groq", text, null, List.of(new Attempt("groq", text, null, now, 5, 200, null)), 1),
                new RequestRecord.Outcome(200, error == null ? null : "upstream_error", error, Ended.COMPLETE),
                new RequestRecord.Timing(7, null, 1.5),
                Usage.of(1, 2),
                RequestRecord.Cost.UNPRICED,
                request,
                response);
    }
}
