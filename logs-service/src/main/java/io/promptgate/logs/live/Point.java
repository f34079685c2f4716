package io.promptgate.logs.live;

import io.promptgate.logs.store.NewRecords.Place;
import io.promptgate.logs.store.Seen;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a viewer stands, as the {@code id} of events says it: it has all that {@code seen} has, and of what came
 * between that and {@code within.to} all up to a place. Good on every replica of one database.
 */
record Point(Seen seen, @Nullable Within within) {
    private static final String SEPARATOR = ";";
    private static final int PARTS = 4;
    private static final int LONGEST = 40_000;

    /** Part of the way from one seen to the next. */
    record Within(Seen to, Place place) {}

    static Point at(Seen seen) {
        return new Point(seen, null);
    }

    /** The furthest that the point has looked. */
    Seen furthest() {
        return within == null ? seen : within.to();
    }

    String text() {
        return within == null ? seen.text() : text(seen, within.to(), within.place());
    }

    /** The text of a point within a stretch. */
    static String text(Seen from, Seen to, Place place) {
        return from.text() + SEPARATOR + to.text() + SEPARATOR + place.transaction() + SEPARATOR + place.id();
    }

    /** Reads what {@link #text} wrote; empty when it is something else. */
    static Optional<Point> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String[] parts = text.split(SEPARATOR, -1);
        return switch (parts.length) {
            case 1 -> Seen.parse(parts[0]).map(Point::at);
            case PARTS -> within(parts);
            default -> Optional.empty();
        };
    }

    private static Optional<Point> within(String[] parts) {
        try {
            Place place = new Place(Long.parseLong(parts[2]), UUID.fromString(parts[3]));
            return Seen.parse(parts[0])
                    .flatMap(from -> Seen.parse(parts[1])
                            .filter(from::isWithin)
                            .map(to -> new Point(from, new Within(to, place))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
