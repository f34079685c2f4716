package io.promptgate.admin.publish;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * One gateway's stream: a heartbeat at once, then each change that leads on from what was sent last, or a heartbeat
 * when there was none for a while. An event is made only when the client takes it, so a slow client gets several
 * revisions in one change, and nothing is queued. One subscriber.
 */
final class Feed {
    private final ConfigReader reader;
    private final Signal revisions;
    private final Duration heartbeat;
    private Position at;

    Feed(ConfigReader reader, Signal revisions, Duration heartbeat, Position since) {
        this.reader = reader;
        this.revisions = revisions;
        this.heartbeat = heartbeat;
        this.at = since;
    }

    /**
     * The stream. It ends after a resync.
     *
     * @param head the newest revision, for the first heartbeat
     */
    Multi<FeedEvent> events(long head) {
        Multi<FeedEvent> first = Multi.createFrom().item(FeedEvent.heartbeat(head));
        Multi<FeedEvent> further = Multi.createBy().repeating().uni(this::next).whilst(event -> !event.isLast());
        return Multi.createBy().concatenating().streams(first, further);
    }

    private Uni<FeedEvent> next() {
        return revisions.value() == at.revision() ? quiet() : step();
    }

    private Uni<FeedEvent> quiet() {
        return revisions
                .other(at.revision(), heartbeat)
                .chain(() -> revisions.value() == at.revision()
                        ? Uni.createFrom().item(FeedEvent.heartbeat(at.revision()))
                        : step());
    }

    private Uni<FeedEvent> step() {
        return reader.step(at).chain(step -> switch (step) {
            case Step.Forward(var change, Position to) -> {
                at = to;
                revisions.raise(at.revision());
                yield Uni.createFrom().item(FeedEvent.change(change));
            }
            case Step.Gap(long head) -> Uni.createFrom().item(FeedEvent.resync(head));
            case Step.None(long head) -> {
                revisions.raise(head);
                yield quiet();
            }
        });
    }
}
