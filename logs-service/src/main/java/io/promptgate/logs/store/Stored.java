package io.promptgate.logs.store;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What became of a batch.
 *
 * @param added how many records are new
 * @param refused the ids that the store cannot keep, with the reason
 */
public record Stored(int added, List<Refused> refused) {
    static final Stored NOTHING = new Stored(0, List.of());

    public Stored {
        refused = List.copyOf(refused);
    }

    static Stored refused(UUID id, String reason) {
        return new Stored(0, List.of(new Refused(id, reason)));
    }

    Stored plus(Stored other) {
        return new Stored(
                added + other.added,
                Stream.concat(refused.stream(), other.refused.stream()).toList());
    }

    /** A record that the store cannot keep. */
    public record Refused(UUID id, String reason) {}
}
