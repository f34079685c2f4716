package io.promptgate.gateway.flow;

import io.promptgate.gateway.edge.Incoming;
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

    Exchanges(CurrentSnapshot current, Recorder recorder, BodyKeeper bodies) {
        this.current = current;
        this.recorder = recorder;
        this.bodies = bodies;
    }

    /** From here on the request is served from one revision of the configuration. */
    Exchange open(Incoming incoming) {
        Configuration configuration = current.get();
        ReplyHeaders.revision(incoming.response(), configuration.revisionText());
        return new Exchange(incoming, configuration, recorder, bodies);
    }
}
