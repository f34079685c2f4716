package io.promptgate.admin.apply;

import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Head;
import io.promptgate.service.store.StoreGate;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** The whole configuration, read at one moment, and made what a document says. */
@Singleton
final class Configurations {
    private final StoreGate store;
    private final List<Section<?, ?>> sections;
    private final Inquiry inquiry;

    @Inject
    Configurations(StoreGate store, @All List<Section<?, ?>> sections, Inquiry inquiry) {
        this.store = store;
        this.inquiry = inquiry;
        this.sections = State.inOrder(sections);
    }

    /** Finds out what must be known of a document before the database is asked. */
    Uni<Document> inquire(Document document) {
        return inquiry.faults(document.tree()).map(document::knowing);
    }

    /** Does something with all there is; nothing is changed. */
    <R> Uni<R> read(Function<State, R> use) {
        return store.call(() -> Panache.withTransaction(() ->
                Head.frozen().chain(revision -> State.load(revision, sections)).map(use)));
    }

    /** Makes the configuration what the document says, in the transaction of the change. */
    Uni<PlanView> apply(Document document, boolean prune, Change change) {
        return State.load(change.number() - 1, sections).chain(state -> {
            Directory directory = new Directory(document);
            state.enter(directory);
            Plan plan = new Planner(state, directory, prune).plan(document.fields());
            Applying applying = new Applying(change, directory);
            long revision = plan.steps().isEmpty() ? state.revision() : change.number();
            return plan.run(applying).map(_ -> PlanView.of(revision, plan, applying.tokens()));
        });
    }
}
