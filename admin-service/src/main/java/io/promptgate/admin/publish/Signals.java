package io.promptgate.admin.publish;

import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What this replica of the service has heard of, from itself and from the others. */
@Singleton
public final class Signals {
    /** The PostgreSQL channel on which it is told that a gateway is to test a credential, or has. */
    public static final String PROBE_CHANNEL = "promptgate_probe";

    private final Signal revisions;
    private final Signal acks;
    private final Signal probes;

    @Inject
    Signals(Vertx vertx) {
        this.revisions = new Signal(vertx);
        this.acks = new Signal(vertx);
        this.probes = new Signal(vertx);
    }

    /** The newest revision known to be committed. */
    public Signal revisions() {
        return revisions;
    }

    /** Counts the words of gateways. */
    public Signal acks() {
        return acks;
    }

    /** Counts the questions to gateways about credentials, and their answers. */
    public Signal probes() {
        return probes;
    }
}
