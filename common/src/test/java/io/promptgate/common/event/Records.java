package io.promptgate.common.event;

import io.promptgate.common.id.UuidV7;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records to test with. */
final class Records {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    static final UUID PROJECT = UUID.fromString("0193a8f0-0000-7000-8000-000000000001");
    static final Price PRICE = new Price(
            new Rates(
                    new BigDecimal("0.05"),
                    new BigDecimal("0.005"),
                    new BigDecimal("0.0625"),
                    new BigDecimal("0.1"),
                    new BigDecimal("0.08"),
                    new BigDecimal("0.09"),
                    new BigDecimal("1.5"),
                    new BigDecimal("3"),
                    new BigDecimal("0.000001")),
            List.of(new Tier(200_000, Rates.of(BigDecimal.ONE, BigDecimal.TWO))),
            "bundled:2026-11-01:groq:llama3");

    private Records() {}

    /** Every member has a value. */
    static RequestRecord full(@Nullable Body request, @Nullable Body response) {
        return new RequestRecord(
                UuidV7.next(),
                UuidV7.next(),
                NOON,
                new RequestRecord.Client(
                        PROJECT, "production", UuidV7.next(), "web \"app\"", "client-1", "10.0.0.1", "openai/1.0"),
                new RequestRecord.Asked(Surface.GATEWAY, "triage", "fast", "fast", true),
                new RequestRecord.Served(
                        "groq",
                        "llama3:8b",
                        UuidV7.next(),
                        List.of(
                                new Attempt("openai", "gpt-4o", UuidV7.next(), NOON, 12, 500, "upstream_error")
                                        .booked(new Usage(30, 5, 35, 0, 0, 0, true), null),
                                new Attempt("groq", "llama3:8b", null, NOON.plusMillis(12), 40, null, null)
                                        .booked(
                                                new Usage(70, 15, 85, 10, 5, 3, false, 2, 4, 1, 6),
                                                new BigDecimal("0.000000123"))),
                        42),
                new RequestRecord.Outcome(502, "upstream_error", "it\nbroke \u0000 off", Ended.UPSTREAM_CUT),
                new RequestRecord.Timing(52, 20L, 0.375),
                new Usage(100, 20, 120, 10, 5, 3, true, 2, 4, 1, 6),
                new RequestRecord.Cost(new BigDecimal("0.000000123"), PRICE.source(), PRICE),
                request,
                response);
    }

    /** Only what every record has. */
    static RequestRecord sparse() {
        return new RequestRecord(
                UuidV7.next(),
                null,
                NOON,
                new RequestRecord.Client(PROJECT, null, null, null, null, null, null),
                new RequestRecord.Asked(Surface.WRAPPER, null, null, null, false),
                new RequestRecord.Served(null, null, null, List.of(), 0),
                new RequestRecord.Outcome(200, null, null, Ended.COMPLETE),
                new RequestRecord.Timing(0, null, null),
                null,
                RequestRecord.Cost.UNPRICED,
                null,
                null);
    }

    static Body json(String json) {
        return Body.json(json.getBytes(StandardCharsets.UTF_8));
    }

    static Body text(String text, boolean truncated) {
        return Body.text(text.getBytes(StandardCharsets.UTF_8), truncated);
    }
}
