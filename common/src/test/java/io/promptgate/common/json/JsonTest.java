package io.promptgate.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    /** One member of each sort. */
    private record Sample(
            @Nullable Instant createdAt,
            @Nullable BigDecimal costUsd,
            @Nullable String httpStatus) {}

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00:00Z, 2026-11-22T12:00:00.000Z",
        "2026-11-22T12:00:00.1Z, 2026-11-22T12:00:00.100Z",
        "2026-11-22T12:00:00.123456789Z, 2026-11-22T12:00:00.123Z",
    })
    void writesTimesWithMilliseconds(Instant time, String text) throws JsonProcessingException {
        // When
        String json = Json.MAPPER.writeValueAsString(new Sample(time, null, null));

        // Then
        assertThat(json).isEqualTo("{\"created_at\":\"" + text + "\"}");
    }

    @Test
    void writesDecimalsPlainly() throws JsonProcessingException {
        // When
        String json = Json.MAPPER.writeValueAsString(new Sample(null, new BigDecimal("1.20E-9"), null));

        // Then
        assertThat(json).isEqualTo("{\"cost_usd\":0.00000000120}");
    }

    @Test
    void readsDecimalsExactlyAndPassesOverUnknownFields() throws JsonProcessingException {
        // When
        Sample sample = Json.MAPPER.readValue(
                "{\"cost_usd\":0.1000000000000000000001,\"created_at\":\"2026-11-22T12:00:00Z\",\"new\":{}}",
                Sample.class);

        // Then
        assertThat(sample.costUsd()).isEqualTo(new BigDecimal("0.1000000000000000000001"));
        assertThat(sample.createdAt()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(sample.httpStatus()).isNull();
    }
}
