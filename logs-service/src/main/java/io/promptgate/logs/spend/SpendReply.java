package io.promptgate.logs.spend;

import io.promptgate.logs.store.Spend;
import java.util.List;
import java.util.UUID;

/**
 * What tokens have used.
 *
 * @param data those that have used something
 */
public record SpendReply(List<Row> data) {

    /** What one token has used in the day and in the month. */
    public record Row(UUID tokenId, Spend day, Spend month) {}
}
