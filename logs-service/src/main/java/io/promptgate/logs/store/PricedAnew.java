package io.promptgate.logs.store;

import io.promptgate.common.event.RequestRecord;

/** A record before and after it was priced anew; the same object where nothing changed. */
public record PricedAnew(RequestRecord before, RequestRecord after) {

    @SuppressWarnings("ReferenceEquality") // what did not change is handed through
    public boolean isChanged() {
        return before != after;
    }
}
