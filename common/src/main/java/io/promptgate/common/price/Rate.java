package io.promptgate.common.price;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kinds of things that a price is for; the wire name is the constant in lower case. */
public enum Rate {
    /** Input tokens that neither came from a cache nor went into one, in USD per million. */
    INPUT(Rates::input),
    /** Input tokens read from the provider's cache, in USD per million. */
    CACHED_INPUT(Rates::cachedInput),
    /** Input tokens written to the provider's cache, in USD per million. */
    CACHE_WRITE(Rates::cacheWrite),
    /** Those of them that stay in the cache for an hour, in USD per million. */
    CACHE_WRITE_HOUR(Rates::cacheWriteHour),
    /** Output tokens, in USD per million. */
    OUTPUT(Rates::output),
    /** Output tokens spent on reasoning, in USD per million. */
    REASONING(Rates::reasoning),
    /** Input tokens that are sound, in USD per million. */
    AUDIO_INPUT(Rates::audioInput),
    /** Output tokens that are sound, in USD per million. */
    AUDIO_OUTPUT(Rates::audioOutput),
    /** Images that were made, in USD per piece. */
    IMAGE(Rates::image);

    private static final List<Rate> ALL = List.of(values());

    private final String wire = name().toLowerCase(Locale.ROOT);
    private final Function<Rates, @Nullable BigDecimal> reader;

    Rate(Function<Rates, @Nullable BigDecimal> reader) {
        this.reader = reader;
    }

    /** All of them, in the order in which they are written. */
    public static List<Rate> all() {
        return ALL;
    }

    /** The kind of this wire name, if it is one. */
    public static Optional<Rate> of(String wire) {
        return Arrays.stream(values()).filter(rate -> rate.wire.equals(wire)).findFirst();
    }

    public String wire() {
        return wire;
    }

    /** Whether every price has it. */
    public boolean isRequired() {
        return this == INPUT || this == OUTPUT;
    }

    public @Nullable BigDecimal of(Rates rates) {
        return reader.apply(rates);
    }
}
