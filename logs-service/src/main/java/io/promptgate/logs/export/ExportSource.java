package io.promptgate.logs.export;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.logs.query.CoveredTime;
import io.promptgate.logs.store.GapTable;
import io.promptgate.logs.store.RecordWalk;
import io.promptgate.logs.store.RecordWalk.Walk;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an export page by page, each only when it is asked for. */
@Singleton
public final class ExportSource {
    private static final int PAGE = 500;
    // bodies can be large
    private static final int PAGE_WITH_BODIES = 32;
    private static final int MOST_GAPS = 10_000;

    private final RecordWalk records;
    private final GapTable gaps;

    @Inject
    ExportSource(RecordWalk records, GapTable gaps) {
        this.records = records;
        this.gaps = gaps;
    }

    /** The pages from the newest to the oldest; at least one, which may be empty. */
    Multi<ExportPage> pages(Walk walk) {
        CoveredTime covered = CoveredTime.of(walk.filter(), walk.now());
        return Multi.createBy()
                .repeating()
                .uni(() -> new Stage(covered.to()), stage -> page(walk, covered.from(), stage))
                .whilst(Page::more)
                .map(Page::content);
    }

    /** How far an export has come. */
    private static final class Stage {
        private Instant gapsBefore;
        private @Nullable UUID before;

        Stage(Instant gapsBefore) {
            this.gapsBefore = gapsBefore;
        }
    }

    private record Page(ExportPage content, boolean more) {}

    private Uni<Page> page(Walk walk, Instant oldest, Stage stage) {
        int limit = walk.bodies() ? PAGE_WITH_BODIES : PAGE;
        return records.page(walk, stage.before, limit).chain(found -> {
            boolean more = found.size() == limit;
            RequestRecord last = more ? found.getLast() : null;
            Instant from = last == null ? oldest : last.createdAt();
            Instant to = stage.gapsBefore;
            stage.gapsBefore = from;
            stage.before = last == null ? null : last.id();
            return gaps.begun(walk.project(), from, to, MOST_GAPS)
                    .map(told -> new Page(new ExportPage(found, told), more));
        });
    }
}
