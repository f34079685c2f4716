package io.promptgate.logs.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How finely figures are kept, from fine to coarse. */
enum RollupLevel {
    MINUTE(ChronoUnit.MINUTES),
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    private final String table;
    private final String facets;
    private final ChronoUnit unit;

    RollupLevel(ChronoUnit unit) {
        this.table = "logs.rollup_" + word();
        this.facets = "logs.rollup_facet_" + word();
        this.unit = unit;
    }

    /** The level in words. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The figures of all combinations. */
    String table() {
        return table;
    }

    /** The coarser figures. */
    String facets() {
        return facets;
    }

    /**
     * Whether there are coarser figures of this kind. Of minutes only those of all projects together, and none by token:
     * there would be as many as requests.
     */
    boolean keeps(RollupFacet facet, boolean ofOneProject) {
        return this != MINUTE || (!ofOneProject && facet != RollupFacet.TOKEN);
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
