package io.promptgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PayloadTest {
    private static final int BYTES = 1_900;

    @ParameterizedTest
    @EnumSource(Upstream.class)
    void wholeBodiesHaveOneSize(Upstream upstream) {
        assertThat(Payload.request(upstream)).hasSize(BYTES);
        assertThat(Payload.reply(upstream)).hasSize(BYTES);
    }

    @Test
    void aStreamBringsTheRoleThenContentAndAtLastDone() {
        // When
        List<String> events = Payload.events(Upstream.STREAMED).stream()
                .map(event -> new String(event, StandardCharsets.US_ASCII))
                .toList();

        // Then
        assertThat(events).hasSize(Payload.EVENTS);
        assertThat(events.getFirst()).contains("\"role\":\"assistant\"", "\"content\":\"\"");
        assertThat(events.get(Payload.FIRST_CONTENT - 1)).contains("\"content\":\" word1\"");
        assertThat(events.getLast()).isEqualTo(Payload.DONE);
    }
}
