package io.promptgate.common.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every key of the language. The word in a query is the constant in lower case. */
public enum FilterKey {
    STATUS(Kind.EXACT, "ok, error"),
    PROVIDER(Kind.EXACT, "a provider's key such as groq"),
    MODEL(Kind.EXACT, "the model that served"),
    ALIAS(Kind.EXACT, "an alias"),
    ENDPOINT(Kind.EXACT, "an endpoint's slug"),
    TOKEN(Kind.EXACT, "a token's name or id"),
    ENV(Kind.EXACT, "an environment's name"),
    CODE(Kind.EXACT, "an error code such as upstream_timeout"),
    HTTP(Kind.EXACT, "an HTTP status from 100 to 599"),
    STREAM(Kind.EXACT, "true, false"),
    ID(Kind.EXACT, "a record's UUID"),
    ERROR(Kind.SUBSTRING, "a part of the error's code or message"),
    LATENCY(Kind.COMPARED, "milliseconds or a duration, with >, >=, <, <= or alone: >1500, <=1.5s, 800ms"),
    TTFT(Kind.COMPARED, "milliseconds or a duration, with >, >=, <, <= or alone: >1500, <=1.5s, 800ms"),
    TOKENS(Kind.COMPARED, "a whole number with >, >=, <, <= or alone: >1000"),
    COST(Kind.COMPARED, "an amount in USD with >, >=, <, <= or alone: >0.25"),
    SINCE(Kind.TIME, "an age of at most 3650 days: 30s, 15m, 1h, 7d, 2w"),
    AFTER(Kind.TIME, TimeText.ALLOWED),
    BEFORE(Kind.TIME, TimeText.ALLOWED);

    /** How a key's value is read and matched. */
    public enum Kind {
        /** Equal, letter by letter. */
        EXACT,
        /** Contained, upper and lower case alike. */
        SUBSTRING,
        /** A number on one side of a bound. */
        COMPARED,
        /** A limit to the time of creation. */
        TIME
    }

    private final Kind kind;
    private final String allowed;

    FilterKey(Kind kind, String allowed) {
        this.kind = kind;
        this.allowed = allowed;
    }

    public Kind kind() {
        return kind;
    }

    /** What may stand after the colon, in words for people. */
    public String allowed() {
        return allowed;
    }

    /** The word in a query. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of this word, if there is one. */
    public static Optional<FilterKey> find(String word) {
        return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
    }

    /** All words, in the order of this enum. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FilterKey::word).toList();
    }
}
