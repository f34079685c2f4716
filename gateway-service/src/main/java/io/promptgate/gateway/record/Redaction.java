package io.promptgate.gateway.record;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.redact.Redactions;
import io.promptgate.common.secret.Masked;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must not be in a record when it leaves: secrets by their value, what patterns find by its form, and of bodies
 * what is beyond the cap. The cut comes last, so that what lies across the cap is found whole.
 *
 * @param secrets the request's own token and the key it was served with
 * @param patterns what else must not be in it
 * @param bodyCap the most that is kept of a body, in bytes
 */
public record Redaction(List<Masked> secrets, Redactions patterns, int bodyCap) {

    /** The record as it may leave; the same object where nothing had to be changed. */
    RequestRecord clean(RequestRecord record) {
        RequestRecord clean = FormRedactor.redact(Redactor.redact(record, secrets), patterns);
        Body request = cut(record.requestBody(), clean.requestBody());
        Body response = cut(record.responseBody(), clean.responseBody());
        return request == clean.requestBody() && response == clean.responseBody()
                ? clean
                : clean.with(clean.outcome(), request, response);
    }

    /**
     * Marks are shorter or longer than what they stand for. As many bytes as there were beyond the cap go in any case,
     * since a secret that begins in the last of them may not have been seen whole.
     */
    private @Nullable Body cut(@Nullable Body before, @Nullable Body clean) {
        if (before == null || clean == null || before.bytes().length <= bodyCap) {
            return clean;
        }
        int beyond = before.bytes().length - bodyCap;
        int length = Math.clamp(clean.bytes().length - (long) beyond, 0, bodyCap);
        return Body.text(Arrays.copyOf(clean.bytes(), BodyKeeper.wholeCharacters(clean.bytes(), length)), true);
    }
}
