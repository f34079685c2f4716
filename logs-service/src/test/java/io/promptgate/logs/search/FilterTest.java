package io.promptgate.logs.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterMatcher;
import io.promptgate.common.filter.Searched;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.promptgate.logs.store.RecordStore;
import io.promptgate.logs.store.StoredTexts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seven requests that differ in every fact, and for each filter the labels of those that it must find. */
@QuarkusTest
@WithTestResource(LogStore.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterTest {
    private static final UUID WEB = UUID.fromString("0193a8f0-0000-7000-8000-0000000000aa");
    private static final UUID BATCH = UUID.fromString("0193a8f0-0000-7000-8000-0000000000bb");

    @Inject
    RecordStore store;

    private final UUID project = UuidV7.next();
    private final Instant now = Instant.now();

    private boolean kept;

    @BeforeEach
    void keepTheSevenOnce() {
        if (kept) {
            return;
        }
        kept = true;
        Logs.keep(List.of(chat(), stream(), tool(), other(), broken(), refused(), slow()));
    }

    private Sample ago(String label, Duration age) {
        return new Sample(project).at(now.minus(age)).label(label);
    }

    private RequestRecord chat() {
        return ago("chat", Duration.ofMinutes(1))
                .token(WEB, "web")
                .json("{\"messages\":[{\"content\":\"the white Pelican\"}]}", "{\"id\":1}")
                .record();
    }

    private RequestRecord stream() {
        Sample sample = ago("stream", Duration.ofMinutes(30)).by("openai", "gpt-4o-mini", "smart");
        return sample.token(WEB, "web")
                .took(900, 80L)
                .used(1_000, 500, "0.5")
                .json("{\"q\":\"caf\\u00e9\"}", null)
                .record();
    }

    private RequestRecord tool() {
        Sample sample = ago("tool", Duration.ofHours(1)).by("openai", "gpt-4o-mini", "my alias");
        return sample.token(BATCH, "batch, nightly")
                .took(500, null)
                .used(100, 20, "0.01")
                .json("{\"a\":\"say \\\"hi\\\" at C:\\\\temp\"}", "{\"b\":\"café\"}")
                .record();
    }

    private RequestRecord other() {
        Sample sample = ago("other", Duration.ofHours(3)).by("mistral", "mistral-small-latest", null);
        sample.endpoint = "triage";
        return sample.took(300, null).used(1, 1, null).json(null, "[\"it's\"]").record();
    }

    private RequestRecord broken() {
        return ago("broken", Duration.ofHours(20))
                .took(200, null)
                .failed(502, "upstream_error", "Connection refused")
                .record();
    }

    private RequestRecord refused() {
        return ago("refused", Duration.ofDays(2))
                .took(1, null)
                .refused(404, "model_not_found", "there is no alias 'fats'")
                .record();
    }

    private RequestRecord slow() {
        Sample sample = ago("slow", Duration.ofDays(40)).by("groq", "llama3:8b", null);
        sample.env = "staging";
        return sample.took(2_500, null)
                .failed(504, "upstream_timeout", "waited 100% of _it_, 50% in vain")
                .record();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "filters.csv", delimiter = '|', quoteCharacter = '\u0001')
    void findsExactlyWhatMatches(String query, @Nullable String labels) {
        Set<String> wanted = labels == null ? Set.of() : Set.of(labels.split(" "));
        // as far back as it says, also for bare words
        assertThat(found("after:2020-01-01 " + query)).isEqualTo(wanted);
        assertThat(matched(query)).as("the same filter in memory").isEqualTo(wanted);
    }

    @Test
    void findsByTime() {
        assertThat(found("after:" + now.minus(Duration.ofHours(1)) + " before:" + now))
                .contains("chat", "stream");
        assertThat(found("before:" + now.minus(Duration.ofDays(1)))).containsExactlyInAnyOrder("refused", "slow");
        assertThat(found("-after:" + now.minus(Duration.ofDays(1)))).containsExactlyInAnyOrder("refused", "slow");
        assertThat(found("after:2020-01-01 before:2020-01-02")).isEmpty();
    }

    @Test
    void findsByIdEvenMany() {
        // Given
        JsonPath all = Logs.reader().get(Logs.requests(project)).jsonPath();
        String first = Objects.requireNonNull(all.getString("data[0].id"));
        String second = Objects.requireNonNull(all.getString("data[1].id"));

        // Then
        assertThat(found("id:" + first)).containsExactly("chat");
        assertThat(found("id:" + first + "," + second)).containsExactlyInAnyOrder("chat", "stream");
        assertThat(found("-id:" + first + " since:90m")).containsExactlyInAnyOrder("stream", "tool");
        assertThat(found("id:f81d4fae-7dec-41d0-a765-00a0c91e6bf6")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE logs.request; --",
                "$1",
                "provider:\"'; DROP TABLE logs.request; --\"",
                "error:\"%' OR 'a' LIKE '%\"",
                "\"\\\\' OR TRUE --\"",
                "model:{groq,openai}",
                "model:NULL",
            })
    void takesAnyTextForWhatItIs(String query) {
        assertThat(found(query)).isEmpty();
        assertThat(found("status:ok,error")).hasSize(7);
    }

    @Test
    void explainsAFilterThatIsNone() {
        // When
        JsonPath problem = Logs.reader()
                .queryParam("q", "status:ok provder:groq")
                .get(Logs.requests(project))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .jsonPath();

        // Then
        assertThat(problem.getString("errors[0].field")).isEqualTo("q");
        assertThat(problem.getInt("errors[0].position")).isEqualTo(11);
        assertThat(problem.getString("errors[0].piece")).isEqualTo("provder");
        assertThat(problem.getList("errors[0].allowed", String.class)).contains("provider", "since");
        assertThat(problem.getString("detail"))
                .startsWith("q: unknown key (did you mean provider?) at character 11: provder. Allowed: status, ");
    }

    @Test
    void takesALongFilter() {
        // Given
        String values = "x,".repeat(49) + "groq";

        // Then
        assertThat(found(("provider:" + values + " ").repeat(15))).hasSize(3);
        Logs.reader()
                .queryParam("q", "x".repeat(2_001))
                .get(Logs.requests(project))
                .then()
                .statusCode(400);
    }

    private Set<String> matched(String query) {
        FilterMatcher matcher = StoredTexts.matcher(Filter.parse(query));
        return store.page(project, Filter.EVERYTHING, null, 10).await().indefinitely().stream()
                .map(facts ->
                        store.find(project, facts.id()).await().indefinitely().orElseThrow())
                .filter(record -> matcher.matches(new Searched(record), Instant.now()))
                .map(record -> Objects.requireNonNull(record.client().clientRequestId()))
                .collect(Collectors.toSet());
    }

    private Set<String> found(String query) {
        List<String> labels = Logs.reader()
                .queryParam("q", query)
                .get(Logs.requests(project))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.client_request_id", String.class);
        assertThat(labels).doesNotHaveDuplicates();
        return Set.copyOf(labels);
    }
}
