package io.promptgate.logs.ingest;

import io.promptgate.common.event.Attempt;
import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rate;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import io.promptgate.logs.store.RecordStore;
import io.promptgate.service.problem.LogLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as read: its good records with their lines, and the lines that are none.
 *
 * @param lines the line of each record's id, the first one where an id comes twice
 */
record Batch(
        List<RequestRecord> records, List<Gap> gaps, Map<UUID, Integer> lines, List<IngestReply.Rejected> rejected) {
    private static final int ERROR_LENGTH = 200;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_DECIMALS = 40;

    /**
     * Reads NDJSON; empty lines are passed over.
     *
     * @param most how many lines may hold something
     * @return null when there are more
     */
    static @Nullable Batch read(byte[] body, int most) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        int number = 0;
        for (int start = 0; start < body.length; ) {
            int end = endOfLine(body, start);
            number++;
            if (!blank(body, start, end)) {
                if (batch.size() == most) {
                    return null;
                }
                batch.line(number, body, start, end - start);
            }
            start = end + 1;
        }
        return batch;
    }

    int size() {
        return records.size() + gaps.size() + rejected.size();
    }

    /** The reply, with what the store refused besides. */
    IngestReply reply(int added, Map<UUID, String> refused) {
        List<IngestReply.Rejected> all = new ArrayList<>(rejected);
        refused.forEach((id, reason) -> all.add(new IngestReply.Rejected(lines.getOrDefault(id, 0), plain(reason))));
        all.sort(Comparator.comparingInt(IngestReply.Rejected::line));
        return new IngestReply(added, size() - added - all.size(), all);
    }

    private void line(int number, byte[] body, int offset, int length) {
        try {
            if (GapCodec.isGap(body, offset, length)) {
                gaps.add(gap(body, offset, length));
                return;
            }
            RequestRecord record = RecordCodec.read(body, offset, length);
            check(record);
            lines.putIfAbsent(record.id(), number);
            records.add(record);
        } catch (IOException e) {
            rejected.add(new IngestReply.Rejected(number, plain(String.valueOf(e.getMessage()))));
        }
    }

    private static Gap gap(byte[] body, int offset, int length) throws IOException {
        Gap gap = GapCodec.read(body, offset, length);
        if (gap.from().isBefore(EARLIEST) || gap.to().isAfter(LATEST)) {
            throw new IOException("the gap's time is out of bounds");
        }
        return gap;
    }

    private static void check(RequestRecord record) throws IOException {
        if (!RecordStore.takes(record.id())) {
            throw new IOException("id is no UUID of version 7");
        }
        check("cost_usd", record.cost().usd());
        for (Attempt attempt : record.served().attempts()) {
            check("an attempt's cost_usd", attempt.costUsd());
        }
        Price price = record.cost().price();
        if (price != null) {
            check(price.rates());
            for (Tier tier : price.tiers()) {
                check(tier.rates());
            }
        }
    }

    private static void check(Rates rates) throws IOException {
        for (Rate rate : Rate.all()) {
            check("the price's " + rate.wire(), rate.of(rates));
        }
    }

    private static void check(String name, @Nullable BigDecimal usd) throws IOException {
        if (usd != null && (usd.scale() > MOST_DECIMALS || tooLarge(usd))) {
            throw new IOException(name + " is out of bounds");
        }
    }

    private static boolean tooLarge(BigDecimal usd) {
        // by digits first: comparing a number of a huge exponent would write it out
        return usd.precision() - usd.scale() > MOST_USD.precision() || usd.abs().compareTo(MOST_USD) > 0;
    }

    /** The reason on one line, without control characters, without the place that Jackson adds. */
    private static String plain(String message) {
        String line = LogLine.of(message.lines().findFirst().orElse(""));
        return line.length() <= ERROR_LENGTH ? line : line.substring(0, ERROR_LENGTH) + "…";
    }

    private static int endOfLine(byte[] body, int start) {
        int end = start;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean blank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
