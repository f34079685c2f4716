package io.promptgate.logs.drift;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of one day; null = it does not say.
 *
 * @param model null = of all models together
 * @param input all input tokens, cached ones among them
 * @param costUsd what the provider charged
 */
record ExportRow(
        LocalDate day,
        @Nullable String model,
        @Nullable Long requests,
        @Nullable Long input,
        @Nullable Long output,
        @Nullable BigDecimal costUsd) {

    /** A day that the provider tells of, and of which it has nothing to tell. */
    static ExportRow nothing(LocalDate day) {
        return new ExportRow(day, null, null, null, null, null);
    }

    boolean saysNothing() {
        return requests == null && input == null && output == null && costUsd == null;
    }
}
