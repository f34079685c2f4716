package io.promptgate.admin.publish;

import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What this replica of the service has heard of, from itself and from the others. */
@Singleton
public final class Signals {
    private final Signal revisions;
    private final Signal acks;

    @Inject
    Signals(Vertx vertx) {
        this.revisions = new Signal(vertx);
        this.acks = new Signal(vertx);
    }

    /** The newest revision known to be committed. */
    public Signal revisions() {
        return revisions;
    }

    /** Counts the words of gateways. */
    public Signal acks() {
        return acks;
    }
}
