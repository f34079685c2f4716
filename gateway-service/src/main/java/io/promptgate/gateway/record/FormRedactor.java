package io.promptgate.gateway.record;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.redact.JsonTexts;
import io.promptgate.common.redact.Redactions;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes out of a record's texts what a project's patterns find: of its bodies, and of its error's message. */
final class FormRedactor {
    private FormRedactor() {}

    /** The record without what was found; the same object where nothing is looked for. */
    static RequestRecord redact(RequestRecord record, Redactions redactions) {
        if (redactions.isEmpty()) {
            return record;
        }
        RequestRecord.Outcome outcome = record.outcome();
        String message = outcome.errorMessage();
        return record.with(
                new RequestRecord.Outcome(
                        outcome.httpStatus(),
                        outcome.errorCode(),
                        message == null ? null : redactions.text(message),
                        outcome.ended()),
                redact(record.requestBody(), redactions),
                redact(record.responseBody(), redactions));
    }

    private static @Nullable Body redact(@Nullable Body body, Redactions redactions) {
        if (body == null) {
            return null;
        }
        byte[] bytes = body.bytes();
        if (body.json()) {
            return Body.json(JsonTexts.redact(bytes, redactions));
        }
        byte[] clean = startsLike(bytes, '{', '[')
                ? JsonTexts.redact(bytes, redactions)
                : startsLike(bytes, 'd', 'e')
                        ? JsonTexts.redactEvents(bytes, redactions)
                        : redactions.text(body.text()).getBytes(StandardCharsets.UTF_8);
        return Body.text(clean, body.truncated());
    }

    private static boolean startsLike(byte[] bytes, char one, char other) {
        return bytes.length > 0 && (bytes[0] == one || bytes[0] == other);
    }
}
