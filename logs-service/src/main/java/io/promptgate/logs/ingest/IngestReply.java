package io.promptgate.logs.ingest;

import java.util.List;

/**
 * What became of a batch; accepted, duplicates and rejected together are all its lines.
 *
 * @param accepted how many records are new and kept for good
 * @param duplicates how many were known already
 * @param rejected lines that hold no record that can be kept; sending them again is of no use
 */
public record IngestReply(int accepted, int duplicates, List<Rejected> rejected) {
    public IngestReply {
        rejected = List.copyOf(rejected);
    }

    /**
     * A line that was not taken.
     *
     * @param line its number in the batch, from 1
     * @param error why, without the line's content
     */
    public record Rejected(int line, String error) {}
}
