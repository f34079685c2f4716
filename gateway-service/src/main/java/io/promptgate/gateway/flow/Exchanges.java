package io.promptgate.gateway.flow;

import io.promptgate.gateway.edge.Incoming;
import io.promptgate.gateway.estimate.Estimates;
import io.promptgate.gateway.record.BodyKeeper;
import io.promptgate.gateway.record.Recorder;
import io.promptgate.gateway.respond.ReplyHeaders;
import io.promptgate.gateway.snapshot.Configuration;
import io.promptgate.gateway.snapshot.CurrentSnapshot;
import jakarta.inject.Singleton;

/** Opens the books of each request. */
@Singleton
final class Exchanges {
    private final CurrentSnapshot current;
    private final Recorder recorder;
    private final BodyKeeper bodies;
    private final Estimates estimates;
    private final Drain drain;

    Exchanges(CurrentSnapshot current, Recorder recorder, BodyKeeper bodies, Estimates estimates, Drain drain) {
        this.current = current;
        this.recorder = recorder;
        this.bodies = bodies;
        this.estimates = estimates;
        this.drain = drain;
    }

    /** Whether no more exchanges are to be opened. */
    boolean stopping() {
        return drain.stopping();
    }

    void turnAway(Incoming incoming) {
        drain.turnAway(incoming);
    }

    /** From here on the request is served from one revision of the configuration. */
    Exchange open(Incoming incoming) {
        Configuration configuration = current.get();
        ReplyHeaders.revision(incoming.response(), configuration.revisionText());
        Exchange exchange = new Exchange(incoming, configuration, recorder, bodies, estimates, drain);
        drain.opened(exchange);
        return exchange;
    }
}
