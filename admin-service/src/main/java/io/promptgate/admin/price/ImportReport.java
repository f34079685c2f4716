package io.promptgate.admin.price;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param added prices of models that had none
 * @param changed prices that differ from what held before
 * @param unchanged how many prices of the file hold already
 * @param skipped rows that were left out, by reason
 * @param unplaced prices of the rows that were taken, for which the gateway has no place
 */
public record ImportReport(
        List<New> added, List<Other> changed, int unchanged, List<Skipped> skipped, List<Unplaced> unplaced) {
    public ImportReport {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        skipped = List.copyOf(skipped);
        unplaced = List.copyOf(unplaced);
    }

    /** A price of a model that had none. */
    public record New(String provider, String model, PriceView price) {}

    /** A price that differs from what held before. */
    public record Other(String provider, String model, PriceView before, PriceView after) {}

    /**
     * Rows that were left out.
     *
     * @param names some of them, at most {@link LiteLlmFile#NAMES_SHOWN}
     */
    public record Skipped(String reason, int count, List<String> names) {
        public Skipped {
            names = List.copyOf(names);
        }
    }

    /**
     * A price that is not taken over, and does not count.
     *
     * @param field its name in the file
     * @param names some of the rows that have it, at most {@link LiteLlmFile#NAMES_SHOWN}
     */
    public record Unplaced(String field, int count, List<String> names) {
        public Unplaced {
            names = List.copyOf(names);
        }
    }
}
