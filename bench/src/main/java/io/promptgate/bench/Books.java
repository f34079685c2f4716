package io.promptgate.bench;

import java.util.Locale;

/**
 * Whether each request became a record.
 *
 * @param sent requests that went to the gateways
 * @param recorded records that the gateways made of them
 * @param stored records that logs-service counts
 * @param dropped records that found a gateway's queue full, which the gateways counted
 */
record Books(long sent, long recorded, long stored, long dropped) {

    /** Every request is accounted for: its record is stored, or counted as dropped. */
    boolean balanced() {
        return stored + dropped == sent;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "records: %,d requests sent, %,d recorded, %,d in logs-service, %,d dropped and counted: %s",
                sent,
                recorded,
                stored,
                dropped,
                !balanced() ? "DO NOT ADD UP" : dropped == 0 ? "nothing lost" : "LOST IN OVERLOAD");
    }
}
