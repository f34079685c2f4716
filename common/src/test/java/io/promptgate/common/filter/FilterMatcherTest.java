package io.promptgate.common.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Body;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.event.Surface;
import io.promptgate.common.event.Usage;
import io.promptgate.common.id.UuidV7;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's own search is the measure, and the log store's tests hold the two against each other. */
class FilterMatcherTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID TOKEN = UUID.fromString("0193a8f0-0000-7000-8000-0000000000aa");
    private static final UUID ID = UUID.fromString("0193a8f0-0000-7000-8000-0000000000bb");

    /** Keeps all texts as they are. */
    private static final class AsTheyAre implements KeptText {
        @Override
        public String name(String sent) {
            return sent;
        }

        @Override
        public String text(String sent) {
            return sent;
        }
    }

    private final RequestRecord record = new RequestRecord(
            ID,
            null,
            NOW.minusSeconds(3_600),
            new RequestRecord.Client(UuidV7.next(), "staging", TOKEN, "web", null, null, null),
            new RequestRecord.Asked(Surface.WRAPPER, null, "fast", "fast", true),
            new RequestRecord.Served("groq", "llama3:8b", null, List.of(), 7),
            new RequestRecord.Outcome(502, "upstream_error", "Connection REFUSED", Ended.COMPLETE),
            new RequestRecord.Timing(1_500, 80L, null),
            Usage.of(10, 5),
            RequestRecord.Cost.UNPRICED,
            Body.json("{\"q\":\"caf\\u00E9 \\\"au lait\\\"\"}".getBytes(StandardCharsets.UTF_8)),
            null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status:error",
                "-status:ok",
                "provider:openai,groq",
                "model:llama3:8b",
                "alias:fast",
                "-endpoint:x",
                "token:web",
                "token:0193a8f0-0000-7000-8000-0000000000aa",
                "env:staging",
                "code:upstream_error",
                "http:502",
                "stream:true",
                "id:0193A8F0-0000-7000-8000-0000000000BB",
                "error:refused,nothing",
                "error:UPSTREAM_",
                "latency:>=1.5s",
                "latency:1500",
                "ttft:<81ms",
                "tokens:15",
                "-cost:>=0",
                "since:1h",
                "after:2026-11-22T09:00:00Z",
                "before:2026-11-22T09:00:00.001Z",
                "LLAMA",
                "café",
                "\"\\\"AU lait\\\"\"",
                "-pelican",
                "provider:groq status:error refused",
            })
    void matches(String query) {
        assertThat(matcher(query).matches(new Searched(record), NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status:ok",
                "provider:GROQ",
                "-provider:groq",
                "model:llama3",
                "endpoint:x",
                "token:WEB",
                "http:200",
                "stream:false",
                "error:timeout",
                "latency:<1500",
                "latency:>1.5s",
                "ttft:>80",
                "tokens:>15",
                "cost:>=0",
                "since:59m",
                "before:2026-11-22T09:00:00Z",
                "pelican",
                "-llama",
                "groq",
                "provider:groq status:ok",
            })
    void doesNotMatch(String query) {
        assertThat(matcher(query).matches(new Searched(record), NOW)).isFalse();
    }

    @Test
    void readsBodiesForWordsAlone() {
        assertThat(matcher("provider:groq error:x").readsBodies()).isFalse();
        assertThat(matcher("provider:groq -x").readsBodies()).isTrue();
        assertThat(matcher("").matches(new Searched(record), NOW)).isTrue();
    }

    private static FilterMatcher matcher(String query) {
        return new FilterMatcher(Filter.parse(query), new AsTheyAre());
    }
}
