package io.promptgate.logs.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.json.Json;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(LogStore.class)
class MetricsTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T06:00:00Z");
    private static final List<UUID> TOKENS = List.of(UuidV7.next(), UuidV7.next());
    private static final Map<String, Function<RequestRecord, @Nullable String>> KEYS = Map.of(
            "provider", r -> r.served().provider(),
            "model", r -> r.served().model(),
            "alias", r -> r.asked().alias(),
            "token",
                    r -> r.client().tokenId() == null
                            ? null
                            : r.client().tokenId().toString(),
            "endpoint", r -> r.asked().endpointSlug());

    private final UUID project = UuidV7.next();

    @ParameterizedTest
    @CsvSource({"provider, 1", "model, 2", "alias, 3", "token, 4", "endpoint, 5"})
    void saysWhatTheRowsSay(String by, long seed) {
        // Given
        List<RequestRecord> records = made(new Random(seed));
        Logs.keep(records);

        // When
        JsonNode reply = metrics(Map.of("from", "2026-03-01", "to", "2026-03-02", "by", by, "bucket", "1h"));

        // Then
        assertThat(reply.path("by").asText()).isEqualTo(by);
        assertThat(reply.path("from").asText()).isEqualTo("2026-03-01T00:00:00.000Z");
        assertThat(reply.path("to").asText()).isEqualTo("2026-03-02T00:00:00.000Z");
        assertThat(reply.path("bucket").asText()).isEqualTo("1h");
        Map<@Nullable String, List<RequestRecord>> groups = Expected.groups(records, KEYS.get(by));
        assertThat(reply.path("data").size()).isEqualTo(groups.size());
        for (JsonNode group : reply.path("data")) {
            List<RequestRecord> own = Expected.of(groups, group.path("key"));
            Expected.assertFigures(group, own);
            assertThat(group.path("share").decimalValue())
                    .isEqualByComparingTo(Expected.ratio(own.size(), records.size()));
            assertBuckets(group.path("buckets"), own);
        }
    }

    private static void assertBuckets(JsonNode buckets, List<RequestRecord> records) {
        Map<@Nullable String, List<RequestRecord>> hours =
                Expected.groups(records, r -> Json.time(r.createdAt().truncatedTo(ChronoUnit.HOURS)));
        assertThat(buckets.findValuesAsText("start")).isSorted().containsExactlyInAnyOrderElementsOf(hours.keySet());
        for (JsonNode bucket : buckets) {
            Expected.assertFigures(bucket, Expected.of(hours, bucket.path("start")));
        }
    }

    @Test
    void putsTheBiggestGroupFirstAndSharesAddUp() {
        // Given
        Logs.keep(made(new Random(6)));

        // When
        JsonNode data = metrics(Map.of("from", "2026-03-01", "to", "2026-03-02", "by", "model"))
                .path("data");

        // Then
        List<Long> requests = new ArrayList<>();
        data.forEach(group -> requests.add(group.path("requests").asLong()));
        assertThat(requests).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        double shares = data.findValues("share").stream()
                .mapToDouble(JsonNode::asDouble)
                .sum();
        assertThat(shares).isBetween(0.99999, 1.00001);
        assertThat(data.findValues("buckets")).isEmpty();
    }

    @Test
    void countsWhatIsUnpricedAndNeverTakesItForFree() {
        // Given
        Sample priced = at(0).used(10, 5, "0.25");
        Sample free = at(1).used(10, 5, "0");
        Sample unknown = at(2).used(10, 5, null);
        Sample withoutUsage = at(3).used(0, 0, null);
        withoutUsage.usage = null;
        Sample cut = at(4).failed(502, "upstream_error", "cut").used(10, 5, null);
        Sample failed = at(5).failed(502, "upstream_error", "down");
        Sample refused = at(6).refused(404, "model_not_found", "none");
        List<Sample> all = List.of(priced, free, unknown, withoutUsage, cut, failed, refused);
        Logs.keep(all.stream().map(Sample::record).toList());

        // When
        JsonNode data =
                metrics(Map.of("from", "2026-03-01", "to", "2026-03-02")).path("data");

        // Then: the refused one reached no provider, the failed one used nothing
        assertThat(data.path(0).path("key").asText()).isEqualTo("groq");
        assertThat(data.path(0).path("unpriced_requests").asLong()).isEqualTo(3);
        assertThat(data.path(0).path("cost_usd").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(data.path(1).path("key").isNull()).isTrue();
        assertThat(data.path(1).path("unpriced_requests").asLong()).isZero();
        assertThat(data.path(1).path("cost_usd").isNull()).isTrue();
        assertThat(data.path(1).path("ttft_ms").path("p50").isNull()).isTrue();
    }

    @Test
    void countsAClientThatWentAwayAsNoErrorOfTheProvider() {
        // Given
        Sample gone = at(0);
        gone.ended = Ended.CLIENT_GONE;
        Logs.keep(
                List.of(gone.record(), at(1).failed(500, "upstream_error", "x").record()));

        // When
        JsonNode group = metrics(Map.of("from", "2026-03-01")).path("data").path(0);

        // Then
        assertThat(group.path("requests").asLong()).isEqualTo(2);
        assertThat(group.path("errors").asLong()).isEqualTo(1);
        assertThat(group.path("error_rate").asText()).isEqualTo("0.5");
    }

    @Test
    void takesPercentilesThatOccurred() {
        // Given: 1 to 100 ms
        Logs.keep(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> at(i).took(i, (long) i).record())
                .toList());

        // When
        JsonNode group = metrics(Map.of("from", "2026-03-01")).path("data").path(0);

        // Then
        assertThat(group.path("latency_ms").toString()).isEqualTo("{\"avg\":50.5,\"p50\":50,\"p95\":95,\"p99\":99}");
        assertThat(group.path("ttft_ms").toString()).isEqualTo("{\"p50\":50,\"p95\":95}");
    }

    @Test
    void namesTokens() {
        // Given
        UUID token = UuidV7.next();
        Logs.keep(List.of(at(0).token(token, "web app").record()));

        // When
        JsonNode group = metrics(Map.of("from", "2026-03-01", "by", "token"))
                .path("data")
                .path(0);

        // Then
        assertThat(group.path("key").asText()).isEqualTo(token.toString());
        assertThat(group.path("name").asText()).isEqualTo("web app");
    }

    @Test
    void countsFromTheFirstInstantUpToButNotWithTheLast() {
        // Given
        Logs.keep(IntStream.range(0, 4)
                .mapToObj(i -> new Sample(project).at(MORNING.plusSeconds(i)).record())
                .toList());

        // When
        JsonNode reply = metrics(Map.of(
                "from",
                MORNING.plusSeconds(1).toString(),
                "to",
                MORNING.plusSeconds(3).toString()));

        // Then
        assertThat(reply.path("data").path(0).path("requests").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1h, 1", "24h, 2", "7d, 3", "30d, 4", "'', 2"})
    void looksBackFromNow(String window, int requests) {
        // Given
        Instant now = Instant.now();
        Logs.keep(List.of(
                new Sample(project).at(now.minus(Duration.ofMinutes(50))).record(),
                new Sample(project).at(now.minus(Duration.ofHours(23))).record(),
                new Sample(project).at(now.minus(Duration.ofDays(6))).record(),
                new Sample(project).at(now.minus(Duration.ofDays(29))).record(),
                new Sample(project).at(now.minus(Duration.ofDays(31))).record()));

        // When
        JsonNode reply = metrics(window.isEmpty() ? Map.of() : Map.of("window", window));

        // Then
        assertThat(reply.path("data").path(0).path("requests").asInt()).isEqualTo(requests);
    }

    @Test
    void countsWhatAFilterLeaves() {
        // Given
        Logs.keep(List.of(
                at(0).by("groq", "llama", "fast").record(),
                at(1).by("openai", "gpt", "fast").record(),
                at(2).by("openai", "gpt", "smart").took(5_000, null).record()));

        // When
        JsonNode data = metrics(
                        Map.of("from", "2026-03-01", "to", "2026-03-02", "q", "alias:fast -latency:>1s \"gpt\""))
                .path("data");

        // Then
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.path(0).path("key").asText()).isEqualTo("openai");
        assertThat(data.path(0).path("requests").asInt()).isEqualTo(1);
        assertThat(data.path(0).path("share").asInt()).isEqualTo(1);
    }

    @Test
    void sumsAllProjectsOrOneAlone() {
        // Given
        UUID other = UuidV7.next();
        String provider = "p-" + other;
        Logs.keep(List.of(
                at(0).by(provider, "m", null).record(),
                new Sample(other).at(MORNING).by(provider, "m", null).record()));
        Map<String, String> query = Map.of("from", "2026-03-01", "q", "provider:" + provider);

        // When
        JsonNode all = json(Logs.reader().queryParams(query), "/logs/v1/metrics");

        // Then
        assertThat(all.path("data").path(0).path("requests").asInt()).isEqualTo(2);
        assertThat(metrics(query).path("data").path(0).path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void readsRowsOverABoundedTimeOnly() {
        // Given: a filter that the figures' own keys answer, and one that needs every row
        String path = "/logs/v1/projects/" + project + "/metrics?from=2026-01-01&to=2026-03-01&q=";

        // Then
        Logs.reader().get(path + "provider:groq").then().statusCode(200);
        Logs.reader()
                .get(path + "status:error")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("q"))
                .body("errors[0].message", containsString("at most 31 days"));
    }

    @Test
    void endsANamedWindowWithTheRunningMinute() {
        // When
        JsonNode reply = metrics(Map.of("window", "1h"));

        // Then
        Instant from = Instant.parse(reply.path("from").asText());
        Instant to = Instant.parse(reply.path("to").asText());
        assertThat(from).isEqualTo(from.truncatedTo(ChronoUnit.MINUTES));
        assertThat(to)
                .isEqualTo(to.truncatedTo(ChronoUnit.MINUTES))
                .isAfter(Instant.now().minusSeconds(5));
        assertThat(Duration.between(from, to)).isEqualTo(Duration.ofMinutes(61));
    }

    @Test
    void isEmptyWithoutRequests() {
        assertThat(metrics(Map.of()).path("data").toString()).isEqualTo("[]");
        assertThat(metrics(Map.of("bucket", "5m")).path("data").toString()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window|2h|window|must be 1h, 24h, 7d or 30d",
                "window|1h&from=2026-03-01|window|cannot be given together with from and to",
                "to|2026-03-01|from|is missing: to needs it",
                "from|2026-03-02&to=2026-03-01|from|must be earlier than to",
                "from|2026-03-02&to=2026-03-02|from|must be earlier than to",
                "from|2020-01-01&to=2026-03-01|from|at most 366 days before to",
                "from|yesterday|from|an RFC 3339 time or a date",
                "from|2026-03-01&to=soon|to|an RFC 3339 time or a date",
                "by|credential|by|must be provider, model, alias, token or endpoint",
                "by|PROVIDER|by|must be provider, model, alias, token or endpoint",
                "bucket|2m|bucket|must be 1m, 5m, 1h or 1d",
                "bucket|1m&window=30d|bucket|too short for the window: at most 2016 buckets",
                "q|colour:red|q|unknown key at character 1: colour",
                "limit|5|limit|is not a parameter of this call; allowed: window, from, to, by, bucket, q",
            })
    void refusesAParameterThatIsNone(String name, String rest, String field, String message) {
        Logs.reader()
                .get("/logs/v1/projects/" + project + "/metrics?" + name + "=" + rest)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
    }

    private Sample at(int second) {
        return new Sample(project).at(MORNING.plusSeconds(second));
    }

    /** Three hundred requests of a day, of every kind. */
    private List<RequestRecord> made(Random random) {
        return IntStream.range(0, 300).mapToObj(_ -> made1(random)).toList();
    }

    private RequestRecord made1(Random random) {
        Sample sample = new Sample(project).at(MORNING.plusMillis(random.nextInt(10 * 3_600_000)));
        int kind = random.nextInt(10);
        sample.by(
                List.of("groq", "openai", "anthropic").get(random.nextInt(3)),
                List.of("a", "b", "c", "d").get(random.nextInt(4)),
                random.nextBoolean() ? "fast" : null);
        sample.endpoint = random.nextBoolean() ? "triage" : null;
        if (kind < 8) {
            int token = random.nextInt(2);
            sample.token(TOKENS.get(token), "app " + token);
        }
        sample.took(random.nextInt(3_000), random.nextBoolean() ? Long.valueOf(random.nextInt(500)) : null);
        sample.used(
                random.nextInt(5_000),
                random.nextInt(900),
                random.nextInt(4) == 0
                        ? null
                        : BigDecimal.valueOf(random.nextInt(90_000), 9).toPlainString());
        if (kind == 0) {
            sample.failed(502, "upstream_error", "down");
        } else if (kind == 1) {
            sample.refused(429, "rate_limit_exceeded", "slow down");
        }
        return sample.record();
    }

    private JsonNode metrics(Map<String, String> query) {
        return json(Logs.reader().queryParams(query), "/logs/v1/projects/" + project + "/metrics");
    }

    private static JsonNode json(RequestSpecification call, String path) {
        byte[] body = call.get(path).then().statusCode(200).extract().asByteArray();
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
