package io.promptgate.logs.live;

import io.promptgate.common.filter.FilterMatcher;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a viewer wants to see.
 *
 * @param bodies whether its events carry bodies
 */
record View(UUID project, FilterMatcher matcher, boolean bodies) {

    boolean readsBodies() {
        return bodies || matcher.readsBodies();
    }

    /** The events for the records that this view shows. */
    List<LiveEvent> of(List<Arrival> arrivals, Instant now) {
        return arrivals.stream()
                .filter(arrival -> arrival.record().client().projectUuid().equals(project)
                        && matcher.matches(arrival.searched(), now))
                .map(arrival -> arrival.event(bodies))
                .toList();
    }
}
