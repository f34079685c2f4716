package io.promptgate.logs.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How finely figures are kept, from fine to coarse. */
enum RollupLevel {
    MINUTE("logs.rollup_minute", ChronoUnit.MINUTES),
    HOUR("logs.rollup_hour", ChronoUnit.HOURS),
    DAY("logs.rollup_day", ChronoUnit.DAYS);

    private final String table;
    private final ChronoUnit unit;
    private final ArrayInsert<RollupRow> write;

    RollupLevel(String table, ChronoUnit unit) {
        this.table = table;
        this.unit = unit;
        this.write = RollupTable.level(table);
    }

    /** The level in words. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String table() {
        return table;
    }

    /** Writes whole rows. */
    ArrayInsert<RollupRow> write() {
        return write;
    }

    /** The start of the stretch that the instant lies in. */
    Instant floor(Instant instant) {
        return instant.truncatedTo(unit);
    }

    /** The first start that is not before the instant. */
    Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? instant : floor.plus(1, unit);
    }
}
