package io.promptgate.admin.http;

import io.promptgate.service.store.StoreGate;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Calls that change nothing. */
@Singleton
public final class Reads {
    private final StoreGate store;

    @Inject
    Reads(StoreGate store) {
        this.store = store;
    }

    /** Answers with what the work finds in a session of its own. */
    public Uni<Response> answer(Supplier<Uni<Answer>> work) {
        return store.call(() -> Panache.withSession(work))
                .map(found -> found.response().build());
    }
}
