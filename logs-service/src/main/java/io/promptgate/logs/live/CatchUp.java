package io.promptgate.logs.live;

import io.promptgate.logs.store.NewRecords;
import io.promptgate.logs.store.NewRecords.New;
import io.promptgate.logs.store.NewRecords.Place;
import io.promptgate.logs.store.NewRecords.Stretch;
import io.promptgate.logs.store.NewRecords.Wanted;
import io.promptgate.logs.store.Seen;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a viewer that was here before from where it stood to where the others are, at its own pace. */
@Singleton
public final class CatchUp {
    private static final int PAGE = 500;
    // bodies can be large
    private static final int PAGE_WITH_BODIES = 32;

    private final NewRecords records;
    private final LiveReader reader;
    private final LiveMeters meters;

    @Inject
    CatchUp(NewRecords records, LiveReader reader, LiveMeters meters) {
        this.records = records;
        this.reader = reader;
        this.meters = meters;
    }

    /** Completes when the viewer is among the others, or is over. */
    Uni<Void> run(Viewer viewer, Point from, Seen now) {
        return way(viewer, from, now).chain(isShort -> {
            if (viewer.isOver()) {
                return Uni.createFrom().voidItem();
            }
            return isShort ? join(viewer, now) : reader.current().chain(later -> run(viewer, Point.at(now), later));
        });
    }

    /** The last step: what comes from now on waits until what came meanwhile is written. */
    private Uni<Void> join(Viewer viewer, Seen from) {
        viewer.hold();
        return reader.join(viewer, _ -> {})
                .chain(now -> way(viewer, Point.at(from), now))
                .invoke(viewer::release)
                .replaceWithVoid();
    }

    /** Whether it took one page at most. */
    private Uni<Boolean> way(Viewer viewer, Point from, Seen to) {
        Point.Within within = from.within();
        if (within == null) {
            return stretch(viewer, new Stretch(from.seen(), to), null);
        }
        return stretch(viewer, new Stretch(from.seen(), within.to()), within.place())
                .chain(first ->
                        stretch(viewer, new Stretch(within.to(), to), null).map(second -> first && second));
    }

    private Uni<Boolean> stretch(Viewer viewer, Stretch stretch, @Nullable Place after) {
        if (viewer.isOver() || stretch.from().equals(stretch.to())) {
            return Uni.createFrom().item(true);
        }
        View view = viewer.view();
        int limit = view.readsBodies() ? PAGE_WITH_BODIES : PAGE;
        return records.page(stretch, after, new Wanted(view.project(), view.readsBodies(), limit))
                .chain(page -> viewer.catchUp(events(view, stretch, page)).chain(() -> {
                    if (page.size() < limit) {
                        return Uni.createFrom().item(true);
                    }
                    New last = page.getLast();
                    Place place = new Place(last.transaction(), last.record().id());
                    return stretch(viewer, stretch, place).replaceWith(false);
                }));
    }

    private List<LiveEvent> events(View view, Stretch stretch, List<New> page) {
        List<LiveEvent> events = view.of(
                page.stream().map(found -> new Arrival(stretch, found)).toList(),
                Clock.systemUTC().instant());
        meters.handed(events.size());
        return events;
    }
}
