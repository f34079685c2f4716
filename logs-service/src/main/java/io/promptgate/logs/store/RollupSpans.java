package io.promptgate.logs.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of a stretch of time is read from which level: days where it has whole days, hours and minutes at its ends,
 * and rows for what is left of its first and last minute.
 *
 * @param levels a level's parts; a level that is not needed is not there
 * @param minutes the whole minutes, of which there may be deltas
 * @param rows what is no whole minute
 */
record RollupSpans(Map<RollupLevel, List<Span>> levels, Span minutes, List<Span> rows) {

    /** With whole days at most, or with whole hours or minutes where the answer needs them apart. */
    static RollupSpans of(Span span, RollupLevel coarsest) {
        Span minutes = within(span, RollupLevel.MINUTE);
        if (minutes.isEmpty()) {
            return new RollupSpans(Map.of(), minutes, List.of(span));
        }
        Map<RollupLevel, List<Span>> levels = new EnumMap<>(RollupLevel.class);
        fill(levels, minutes, coarsest);
        return new RollupSpans(levels, minutes, ends(span, minutes));
    }

    private static void fill(Map<RollupLevel, List<Span>> levels, Span span, RollupLevel level) {
        Span whole = within(span, level);
        if (whole.isEmpty()) {
            fill(levels, span, finer(level));
            return;
        }
        levels.computeIfAbsent(level, _ -> new ArrayList<>()).add(whole);
        ends(span, whole).forEach(end -> fill(levels, end, finer(level)));
    }

    private static Span within(Span span, RollupLevel level) {
        return new Span(level.ceiling(span.from()), level.floor(span.to()));
    }

    private static List<Span> ends(Span span, Span whole) {
        List<Span> ends = new ArrayList<>(2);
        if (span.from().isBefore(whole.from())) {
            ends.add(new Span(span.from(), whole.from()));
        }
        if (whole.to().isBefore(span.to())) {
            ends.add(new Span(whole.to(), span.to()));
        }
        return ends;
    }

    private static RollupLevel finer(RollupLevel level) {
        return switch (level) {
            case DAY -> RollupLevel.HOUR;
            case HOUR, MINUTE -> RollupLevel.MINUTE;
        };
    }
}
