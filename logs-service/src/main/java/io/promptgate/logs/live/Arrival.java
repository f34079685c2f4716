package io.promptgate.logs.live;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.filter.Searched;
import io.promptgate.logs.search.RecordJson;
import io.promptgate.logs.store.NewRecords.New;
import io.promptgate.logs.store.NewRecords.Place;
import io.promptgate.logs.store.NewRecords.Stretch;
import org.jspecify.annotations.Nullable;

/** A new record on its way to many viewers: written once for all of them. For one thread at a time. */
final class Arrival {
    private final Searched searched;
    private final String id;
    private @Nullable LiveEvent facts;
    private @Nullable LiveEvent whole;

    Arrival(Stretch stretch, New found) {
        this.searched = new Searched(found.record());
        this.id = Point.text(
                stretch.from(),
                stretch.to(),
                new Place(found.transaction(), found.record().id()));
    }

    Searched searched() {
        return searched;
    }

    RequestRecord record() {
        return searched.record();
    }

    /** The event, with bodies or without. */
    LiveEvent event(boolean bodies) {
        if (bodies) {
            if (whole == null) {
                whole = LiveEvent.record(id, RecordJson.whole(record()));
            }
            return whole;
        }
        if (facts == null) {
            facts = LiveEvent.record(id, RecordJson.facts(record()));
        }
        return facts;
    }
}
