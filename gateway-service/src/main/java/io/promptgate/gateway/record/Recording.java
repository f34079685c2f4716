package io.promptgate.gateway.record;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.redact.Redactions;
import io.promptgate.common.secret.Masked;
import java.util.List;

/**
 * A record on its way to logs-service, with the secrets that must not be in it.
 *
 * @param secrets the request's own token and the key it was served with
 * @param redactions what else must not be in it, by its form
 * @param bytes roughly what it takes in memory
 * @param endedNanos {@link System#nanoTime} at the request's end
 */
record Recording(RequestRecord record, List<Masked> secrets, Redactions redactions, int bytes, long endedNanos) {
    private static final int FIXED_BYTES = 1_500;

    static Recording of(RequestRecord record, List<Masked> secrets) {
        return of(record, secrets, Redactions.NONE);
    }

    static Recording of(RequestRecord record, List<Masked> secrets, Redactions redactions) {
        int request = record.requestBody() == null ? 0 : record.requestBody().bytes().length;
        int response = record.responseBody() == null ? 0 : record.responseBody().bytes().length;
        return new Recording(record, secrets, redactions, FIXED_BYTES + request + response, System.nanoTime());
    }
}
