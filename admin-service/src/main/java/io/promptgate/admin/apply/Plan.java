package io.promptgate.admin.apply;

import io.promptgate.admin.difference.Difference;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What leads from what is there to what the document says. */
record Plan(List<Step> steps, List<Unlisted> unlisted) {
    Plan {
        steps = List.copyOf(steps);
        unlisted = List.copyOf(unlisted);
    }

    List<Difference> differences() {
        return steps.stream().map(Step::difference).toList();
    }

    /** Does all of it, in the transaction of the caller. */
    Uni<Void> run(Applying applying) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(
                        step -> step.work().apply(applying).replaceWithVoid())
                .onItem()
                .ignoreAsUni();
    }
}
