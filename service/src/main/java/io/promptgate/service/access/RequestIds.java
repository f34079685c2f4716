package io.promptgate.service.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Gives every answer its {@code x-request-id}, by which the audit and the log name the call. */
@Singleton
public final class RequestIds {
    private static final int BEFORE_ALL_ELSE = 1000;

    void register(@Observes Filters filters) {
        filters.register(
                http -> {
                    http.response()
                            .putHeader(Origin.REQUEST_ID, Origin.requestId(http).toString());
                    http.next();
                },
                BEFORE_ALL_ELSE);
    }
}
