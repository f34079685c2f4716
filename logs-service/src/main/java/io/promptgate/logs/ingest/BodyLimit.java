package io.promptgate.logs.ingest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.promptgate.service.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Refuses a body that is announced as too large before a byte of it is read. One that grows too large unannounced is
 * cut off by the HTTP server's own bound.
 */
@Singleton
public final class BodyLimit {
    private static final int FIRST = 1_000;

    private final long most;

    @Inject
    BodyLimit(IngestConfig config) {
        this.most = config.maxBody().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= most) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaderNames.CONNECTION, "close");
        ProblemWriter.tooLarge(context.response(), most)
                .onComplete(_ -> context.request().connection().close());
    }
}
