package io.promptgate.admin.publish;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Committed;
import io.promptgate.admin.revision.Ledger;
import io.promptgate.service.access.Origin;
import io.promptgate.service.store.StoreGate;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Calls that change the configuration: commit, wake the feed, wait for the gateways, answer. */
@Singleton
public final class Writes {
    private static final Logger LOG = Logger.getLogger(Writes.class);

    private final StoreGate store;
    private final Ledger ledger;
    private final Signals signals;
    private final Gateways gateways;
    private final Repeats repeats;
    private final CurrentVertxRequest request;

    @Inject
    Writes(
            StoreGate store,
            Ledger ledger,
            Signals signals,
            Gateways gateways,
            Repeats repeats,
            CurrentVertxRequest request) {
        this.store = store;
        this.ledger = ledger;
        this.signals = signals;
        this.gateways = gateways;
        this.repeats = repeats;
        this.request = request;
    }

    /**
     * Does the work in one transaction and answers once the live gateways serve its revision. Work that adds nothing
     * to the change makes no revision.
     */
    public Uni<Response> answer(Function<Change, Uni<Answer>> work) {
        RoutingContext http = request.getCurrent();
        Origin origin = Origin.of(http);
        Function<Change, Uni<Answer>> once = repeats.once(http, work);
        return store.write(fence -> ledger.commit(origin, once, fence))
                .invoke(done -> signals.revisions().raise(done.revision()))
                .chain(this::published);
    }

    private Uni<Response> published(Committed<Answer> done) {
        Answer answer = done.result();
        long revision = answer.earlier() == null ? done.revision() : answer.earlier();
        Response.ResponseBuilder response = answer.response().header("x-promptgate-revision", revision);
        return gateways.serving(revision)
                .invoke(spread -> spread.tell(response))
                .onFailure()
                // the change is made; how far it has come cannot be said
                .invoke(fault -> LOG.warnf("The gateways' revisions cannot be read: %s", fault.getMessage()))
                .onFailure()
                .recoverWithNull()
                .map(_ -> response.build());
    }
}
