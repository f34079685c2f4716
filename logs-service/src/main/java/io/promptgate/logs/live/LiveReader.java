package io.promptgate.logs.live;

import io.promptgate.logs.store.NewRecords;
import io.promptgate.logs.store.NewRecords.New;
import io.promptgate.logs.store.NewRecords.Place;
import io.promptgate.logs.store.NewRecords.Stretch;
import io.promptgate.logs.store.NewRecords.Wanted;
import io.promptgate.logs.store.Seen;
import io.promptgate.logs.store.Wakes;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of new records of this replica. It follows the store from one {@link Seen} to the next, woken by
 * notifications and by a poll, and hands what is new to all viewers. Idle while there are none. All its state is
 * touched on one event loop alone.
 */
@Singleton
public final class LiveReader {
    private static final Logger LOG = Logger.getLogger(LiveReader.class);
    private static final int PAGE = 500;
    // bodies can be large
    private static final int PAGE_WITH_BODIES = 32;
    // one look at the store for all batches that come close together
    private static final long PAUSE_MILLIS = 40;

    private final Vertx vertx;
    private final Context context;
    private final NewRecords records;
    private final Wakes wakes;
    private final LiveConfig config;
    private final LiveMeters meters;

    private final Set<Viewer> viewers = new LinkedHashSet<>();
    private final List<UniEmitter<? super Seen>> waiting = new ArrayList<>();
    private @Nullable Seen seen;
    private @Nullable Stretch open;
    private @Nullable Place place;
    private boolean reading;
    private boolean again;
    private boolean failing;

    @Inject
    LiveReader(Vertx vertx, NewRecords records, Wakes wakes, LiveConfig config, LiveMeters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.records = records;
        this.wakes = wakes;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.poll().toMillis(), _ -> context.runOnContext(_ -> poll()));
        vertx.setPeriodic(config.heartbeat().toMillis(), _ -> context.runOnContext(_ -> heartbeat()));
    }

    /** What all viewers have been handed; looked up anew, so that it has all that was committed before this call. */
    Uni<Seen> current() {
        return Uni.createFrom()
                .emitter(emitter -> context.runOnContext(_ -> {
                    waiting.add(emitter);
                    wake();
                }));
    }

    /**
     * Hands a viewer all that comes after what {@link #current} says at this moment, which is given to {@code begun} on
     * the reader's thread, before anything else.
     */
    Uni<Seen> join(Viewer viewer, Consumer<Seen> begun) {
        return current().invoke(now -> {
            begun.accept(now);
            viewers.add(viewer);
        });
    }

    void leave(Viewer viewer) {
        context.runOnContext(_ -> viewers.remove(viewer));
    }

    private void poll() {
        if (!viewers.isEmpty()) {
            wakes.listen(() -> context.runOnContext(_ -> wake()));
            wake();
        }
    }

    private void heartbeat() {
        Seen now = seen;
        if (now != null && open == null) {
            viewers.removeIf(Viewer::isOver);
            LiveEvent event = LiveEvent.heartbeat(now.text());
            viewers.forEach(viewer -> viewer.offer(List.of(event)));
        }
    }

    private void wake() {
        if (reading) {
            again = true;
            return;
        }
        if (viewers.isEmpty() && waiting.isEmpty()) {
            seen = null;
            open = null;
            return;
        }
        reading = true;
        again = false;
        // those who wait since before this look are answered by it
        List<UniEmitter<? super Seen>> answered = List.copyOf(waiting);
        waiting.clear();
        toNow().emitOn(task -> context.runOnContext(_ -> task.run()))
                .subscribe()
                .with(now -> done(answered, now), fault -> failed(answered, fault));
    }

    private void done(List<UniEmitter<? super Seen>> answered, Seen now) {
        if (failing) {
            failing = false;
            LOG.info("Live views go on");
        }
        answered.forEach(waiter -> waiter.complete(now));
        rest();
    }

    private void failed(List<UniEmitter<? super Seen>> answered, Throwable fault) {
        if (!failing) {
            failing = true;
            LOG.warnf("Live views wait for the store: %s", fault.getMessage());
        }
        answered.forEach(waiter -> waiter.fail(fault));
        rest();
    }

    private void rest() {
        vertx.setTimer(
                PAUSE_MILLIS,
                _ -> context.runOnContext(_ -> {
                    reading = false;
                    if (again || !waiting.isEmpty()) {
                        wake();
                    }
                }));
    }

    /** Hands on all that was committed before this call, first what a failure left over. */
    private Uni<Seen> toNow() {
        return (open == null ? Uni.createFrom().voidItem() : pages())
                .chain(records::now)
                .emitOn(task -> context.runOnContext(_ -> task.run()))
                .chain(this::to);
    }

    private Uni<Seen> to(Seen now) {
        Seen before = seen;
        if (before == null || viewers.isEmpty() || before.equals(now)) {
            seen = now;
            return Uni.createFrom().item(now);
        }
        if (!before.isWithin(now)) {
            LOG.warn("The database was set back; live views begin anew");
            viewers.forEach(viewer -> viewer.offer(List.of(LiveEvent.reset(now.text()))));
            seen = now;
            return Uni.createFrom().item(now);
        }
        open = new Stretch(before, now);
        place = null;
        return pages().replaceWith(now);
    }

    private Uni<Void> pages() {
        Stretch stretch = open;
        if (stretch == null) {
            return Uni.createFrom().voidItem();
        }
        boolean bodies = viewers.stream().anyMatch(viewer -> viewer.view().readsBodies());
        int limit = bodies ? PAGE_WITH_BODIES : PAGE;
        return records.page(stretch, place, new Wanted(null, bodies, limit))
                .emitOn(task -> context.runOnContext(_ -> task.run()))
                .chain(page -> {
                    hand(stretch, page);
                    if (page.size() == limit) {
                        New last = page.getLast();
                        place = new Place(last.transaction(), last.record().id());
                        return pages();
                    }
                    seen = stretch.to();
                    open = null;
                    return Uni.createFrom().voidItem();
                });
    }

    private void hand(Stretch stretch, List<New> page) {
        if (page.isEmpty()) {
            return;
        }
        viewers.removeIf(Viewer::isOver);
        List<Arrival> arrivals =
                page.stream().map(found -> new Arrival(stretch, found)).toList();
        for (Viewer viewer : viewers) {
            List<LiveEvent> events =
                    viewer.view().of(arrivals, Clock.systemUTC().instant());
            if (!events.isEmpty()) {
                meters.handed(events.size());
                viewer.offer(events);
            }
        }
    }
}
