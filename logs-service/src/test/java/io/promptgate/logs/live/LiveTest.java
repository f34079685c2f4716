package io.promptgate.logs.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.json.Json;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class LiveTest {
    private static final int VIEWERS = 500;

    private final UUID project = UuidV7.next();

    @Test
    void sendsEachNewRequestAsAListShowsItWithinASecond() throws IOException {
        // Given
        Logs.keep(List.of(new Sample(project).record()));
        try (Sse view = Sse.open(project, "", "", null)) {
            RequestRecord record =
                    new Sample(project).json("{\"secret\":1}", "{}").record();

            // When
            Logs.keep(List.of(record));
            Instant kept = Instant.now();
            await().atMost(5, SECONDS).until(() -> !view.events().isEmpty());
            Duration took = Duration.between(kept, Instant.now());

            // Then
            JsonNode listed = Json.MAPPER
                    .readTree(Logs.reader().get(Logs.requests(project)).asByteArray())
                    .at("/data/0");
            assertThat(view.events()).singleElement().satisfies(event -> {
                assertThat(event.type()).isEqualTo("message");
                assertThat(event.json()).isEqualTo(listed);
                assertThat(event.json().path("id").asText())
                        .isEqualTo(record.id().toString());
            });
            assertThat(took).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void sendsWhatMatchesAloneAndNothingOfAnotherProject() {
        // Given
        RequestRecord wanted = new Sample(project)
                .by("openai", "gpt-4o-mini", "smart")
                .json("{\"a\":\"Pelican\"}", null)
                .record();
        RequestRecord other =
                new Sample(project).json("{\"a\":\"heron\"}", null).record();
        RequestRecord foreign = new Sample(UuidV7.next())
                .by("openai", "gpt-4o-mini", "smart")
                .json("{\"a\":\"pelican\"}", null)
                .record();
        try (Sse byProvider = Sse.open(project, "provider:openai since:1h", "", null);
                Sse byWord = Sse.open(project, "pelican", "&bodies=true", null);
                Sse all = Sse.open(project, "", "", null)) {

            // When
            Logs.keep(List.of(foreign, other, wanted));
            await().atMost(5, SECONDS).until(() -> all.records().size() == 2);
            await().atMost(5, SECONDS).until(() -> !byWord.records().isEmpty());

            // Then
            assertThat(all.records())
                    .containsExactlyInAnyOrder(
                            wanted.id().toString(), other.id().toString());
            await().untilAsserted(() ->
                    assertThat(byProvider.records()).containsExactly(wanted.id().toString()));
            assertThat(byWord.records()).containsExactly(wanted.id().toString());
            assertThat(byWord.events().getFirst().json().at("/request_body/a").asText())
                    .isEqualTo("Pelican");
            assertThat(byProvider.events().getFirst().json().has("request_body"))
                    .isFalse();
        }
    }

    @Test
    void goesOnWhereAViewWasLeft() {
        // Given: a view that was left after the first of a batch of several
        List<RequestRecord> batch =
                Stream.generate(() -> new Sample(project).record()).limit(7).toList();
        Sse first = Sse.open(project, "", "", null);
        Logs.keep(batch);
        await().atMost(5, SECONDS).until(() -> first.records().size() == 7);
        first.close();
        List<RequestRecord> missed =
                Stream.generate(() -> new Sample(project).record()).limit(1_200).toList();
        Logs.keep(missed.subList(0, 700));
        Logs.keep(missed.subList(700, 1_200));

        // When
        try (Sse second = Sse.open(project, "", "", first.events().getFirst().id())) {
            await().atMost(10, SECONDS).until(() -> second.records().size() >= 1_206);
            RequestRecord last = new Sample(project).record();
            Logs.keep(List.of(last));
            await().atMost(5, SECONDS)
                    .until(() -> second.records().contains(last.id().toString()));

            // Then
            List<String> wanted = Stream.of(batch, missed, List.of(last))
                    .flatMap(List::stream)
                    .map(record -> record.id().toString())
                    .filter(id -> !id.equals(first.records().getFirst()))
                    .toList();
            assertThat(second.records()).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void goesOnFromAHeartbeatToo() {
        // Given: a view that nothing ever matched
        Sse first = Sse.open(project, "provider:nobody", "", null);
        await().atMost(5, SECONDS).until(() -> !first.lastId().isEmpty());
        first.close();
        RequestRecord record = new Sample(project).record();
        Logs.keep(List.of(record));

        // When
        try (Sse second = Sse.open(project, "", "", first.lastId())) {

            // Then
            await().atMost(5, SECONDS)
                    .untilAsserted(() -> assertThat(second.records())
                            .containsExactly(record.id().toString()));
        }
    }

    @Test
    void beginsAnewWhereThePlaceIsOfAnotherDatabase() {
        try (Sse view = Sse.open(project, "", "", "9000000000:9000000001:")) {
            await().atMost(5, SECONDS).until(() -> !view.lastId().isEmpty());
            RequestRecord record = new Sample(project).record();
            Logs.keep(List.of(record));
            await().atMost(5, SECONDS).until(() -> !view.records().isEmpty());

            assertThat(view.events()).extracting(Sse.Event::type).containsExactly("reset", "message");
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        String path = "/logs/v1/projects/" + project + "/live";
        Logs.reader().header("Last-Event-ID", "5:4:").get(path).then().statusCode(400);
        Logs.reader().header("Last-Event-ID", "17").get(path).then().statusCode(400);
        Logs.reader().queryParam("q", "provder:x").get(path).then().statusCode(400);
        Logs.reader().queryParam("bodies", "yes").get(path).then().statusCode(400);
        Logs.reader()
                .queryParam("limit", "1")
                .get(path)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("limit"));
    }

    @Test
    void cutsAReaderThatFallsBehindAndLetsItGoOn() throws IOException {
        // Given: a client that reads nothing, and bodies of three times what waits for it
        String body = "{\"x\":\"" + "y".repeat(64_000) + "\"}";
        List<String> sent = new ArrayList<>();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16_384);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
            socket.getOutputStream()
                    .write(("GET /logs/v1/projects/" + project
                                    + "/live?bodies=true HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + Logs.ADMIN_KEY + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes(12);
            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            double before = metric("promptgate_live_cut_total");

            // When
            for (int i = 0; i < 15; i++) {
                List<RequestRecord> batch = Stream.generate(
                                () -> new Sample(project).json(body, null).record())
                        .limit(16)
                        .toList();
                Logs.keep(batch);
                batch.forEach(record -> sent.add(record.id().toString()));
            }
            await().atMost(20, SECONDS).until(() -> metric("promptgate_live_cut_total") > before);
            String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(rest).contains("event: resume\ndata: {\"last_event_id\":\"");
            String hint = rest.replaceAll("(?s).*\"last_event_id\":\"([^\"]*)\".*", "$1");
            List<String> read = rest.lines()
                    .filter(line -> line.startsWith("data: {\"id\":\""))
                    .map(line -> line.substring(13, 49))
                    .toList();
            assertThat(read).isNotEmpty().hasSizeLessThan(sent.size());
            try (Sse next = Sse.open(project, "", "&bodies=true", hint)) {
                await().atMost(20, SECONDS).until(() -> next.records().size() >= sent.size() - read.size());
                assertThat(Stream.concat(read.stream(), next.records().stream()))
                        .containsExactlyInAnyOrderElementsOf(sent);
            }
        }
    }

    @Test
    void servesFiveHundredViewersAtOnce() {
        // Given
        List<Sse> views = IntStream.range(0, VIEWERS)
                .mapToObj(i -> Sse.open(project, i % 2 == 0 ? "provider:groq" : "-provider:groq", "", null))
                .toList();
        assertThat(metric("promptgate_live_viewers")).isGreaterThanOrEqualTo(VIEWERS);
        Instant begin = Instant.now();

        // When
        for (int i = 0; i < 10; i++) {
            Logs.keep(List.of(
                    new Sample(project).record(),
                    new Sample(project).by("openai", "gpt-4o", null).record()));
        }
        await().atMost(30, SECONDS)
                .until(() -> views.stream().allMatch(view -> view.records().size() == 10));

        // Then
        System.Logger log = System.getLogger("LiveTest");
        log.log(System.Logger.Level.INFO, "500 viewers had 20 records in {0}", Duration.between(begin, Instant.now()));
        assertThat(views).allSatisfy(view -> assertThat(view.records()).doesNotHaveDuplicates());
        views.forEach(Sse::close);
        await().atMost(10, SECONDS).until(() -> metric("promptgate_live_viewers") == 0);
    }

    private static double metric(String name) {
        return Logs.management("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
