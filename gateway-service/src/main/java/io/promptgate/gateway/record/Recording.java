package io.promptgate.gateway.record;

import io.promptgate.common.event.RequestRecord;

/**
 * A record on its way to logs-service, with what must not be in it.
 *
 * @param bytes roughly what it takes in memory
 * @param endedNanos {@link System#nanoTime} at the request's end
 */
record Recording(RequestRecord record, Redaction redaction, int bytes, long endedNanos) {
    private static final int FIXED_BYTES = 1_500;

    static Recording of(RequestRecord record, Redaction redaction) {
        int request = record.requestBody() == null ? 0 : record.requestBody().bytes().length;
        int response = record.responseBody() == null ? 0 : record.responseBody().bytes().length;
        return new Recording(record, redaction, FIXED_BYTES + request + response, System.nanoTime());
    }
}
