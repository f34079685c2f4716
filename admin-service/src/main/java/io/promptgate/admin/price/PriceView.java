package io.promptgate.admin.price;

import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A price as callers see it: USD per million tokens, {@code image} per piece. A rate that is absent is charged as a
 * broader one, see {@code docs/prices.md}.
 *
 * @param model a name, or the beginning of names with a {@code *} at its end
 * @param tiers other rates for requests of more input tokens; absent without any
 * @param source what records that are booked by it say; empty where it is not written yet
 * @param origin {@code bundled}, {@code set} (by a call) or {@code import} (of a file)
 */
public record PriceView(
        @Schema(readOnly = true) String provider,
        @Schema(readOnly = true) String model,
        BigDecimal input,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal cacheWriteHour,
        BigDecimal output,
        @Nullable BigDecimal reasoning,
        @Nullable BigDecimal audioInput,
        @Nullable BigDecimal audioOutput,
        @Nullable BigDecimal image,
        @Nullable List<Beyond> tiers,
        @Schema(readOnly = true) String source,
        @Schema(readOnly = true) String origin,
        @Schema(readOnly = true) @Nullable Instant createdAt,
        @Schema(readOnly = true) @Nullable Instant updatedAt) {

    /** The origin of a price that came with this version. */
    static final String BUNDLED = "bundled";

    public PriceView {
        tiers = tiers == null ? null : List.copyOf(tiers);
    }

    /**
     * The rates of long requests.
     *
     * @param above they hold for all tokens of a request of more input tokens than this
     */
    public record Beyond(
            long above,
            BigDecimal input,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal cacheWriteHour,
            BigDecimal output,
            @Nullable BigDecimal reasoning,
            @Nullable BigDecimal audioInput,
            @Nullable BigDecimal audioOutput,
            @Nullable BigDecimal image) {

        static Beyond of(Tier tier) {
            Rates rates = tier.rates();
            return new Beyond(
                    tier.above(),
                    rates.input(),
                    rates.cachedInput(),
                    rates.cacheWrite(),
                    rates.cacheWriteHour(),
                    rates.output(),
                    rates.reasoning(),
                    rates.audioInput(),
                    rates.audioOutput(),
                    rates.image());
        }
    }

    static PriceView of(PriceEntity entity) {
        return of(entity.key(), entity.price(), entity.origin, entity.createdAt, entity.updatedAt);
    }

    static PriceView bundled(PriceKey key, Price price) {
        return of(key, price, BUNDLED, null, null);
    }

    /** A price of a file; its source is told once it is written. */
    static PriceView imported(PriceKey key, Price price) {
        return of(key, price, PriceBook.IMPORT, null, null);
    }

    private static PriceView of(
            PriceKey key, Price price, String origin, @Nullable Instant createdAt, @Nullable Instant updatedAt) {
        Rates rates = price.rates();
        return new PriceView(
                key.provider(),
                key.model(),
                rates.input(),
                rates.cachedInput(),
                rates.cacheWrite(),
                rates.cacheWriteHour(),
                rates.output(),
                rates.reasoning(),
                rates.audioInput(),
                rates.audioOutput(),
                rates.image(),
                price.tiers().isEmpty()
                        ? null
                        : price.tiers().stream().map(Beyond::of).toList(),
                price.source(),
                origin,
                createdAt,
                updatedAt);
    }
}
