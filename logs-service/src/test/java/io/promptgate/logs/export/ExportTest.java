package io.promptgate.logs.export;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.json.Json;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class ExportTest {
    private static final int MANY = 20_000;

    private final UUID project = UuidV7.next();

    @Test
    void writesAllThatMatchNewestFirstWithTheGapsInTheirPlace() throws IOException {
        // Given
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        List<RequestRecord> records = IntStream.range(0, 1_203)
                .mapToObj(i -> new Sample(project)
                        .at(now.minusSeconds(i * 10L))
                        .json("{\"n\":" + i + "}", null)
                        .record())
                .toList();
        Logs.keep(records);
        Gap gap = new Gap(UuidV7.next(), project, "gateway-1", 3, now.minusSeconds(6_005), now.minusSeconds(6_000));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        GapCodec.write(gap, line);
        Logs.send(line.toByteArray()).then().statusCode(200);
        Logs.keep(List.of(new Sample(UuidV7.next()).record()));

        // When
        String text = Logs.reader()
                .queryParam("bodies", "true")
                .get(path())
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/x-ndjson"))
                .header("Content-Disposition", "attachment; filename=\"requests-" + project + ".ndjson\"")
                .extract()
                .asString();

        // Then
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSize(1_204);
        assertThat(lines.get(601))
                .isEqualTo(line.toString(StandardCharsets.UTF_8).strip());
        List<String> ids = new ArrayList<>();
        for (String one : lines) {
            JsonNode json = Json.MAPPER.readTree(one);
            if (json.has("id")) {
                ids.add(json.path("id").asText());
            }
        }
        assertThat(ids)
                .containsExactlyElementsOf(
                        records.stream().map(record -> record.id().toString()).toList());
        assertThat(Json.MAPPER.readTree(lines.getFirst()).at("/request_body/n").asInt(-1))
                .isZero();
    }

    @Test
    void writesASpreadsheetThatRunsNothing() {
        // Given
        Sample sample = new Sample(project).by("groq", "=cmd|' /C calc'!A0", "a,\"b\"");
        Logs.keep(List.of(
                sample.record(), new Sample(project).by("openai", "x", null).record()));

        // When
        String csv = Logs.reader()
                .queryParam("format", "csv")
                .queryParam("q", "provider:groq")
                .get(path())
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/csv;charset=UTF-8"))
                .extract()
                .asString();

        // Then
        assertThat(csv.split("\r\n")).hasSize(2);
        assertThat(csv).startsWith("kind,id,created_at,project_uuid,");
        assertThat(csv)
                .contains(",'=cmd|' /C calc'!A0,")
                .contains(",\"a,\"\"b\"\"\",")
                .doesNotContain("request_body");
    }

    @Test
    void writesTheHeaderAloneWhereNothingMatches() {
        assertThat(Logs.reader()
                        .queryParam("format", "csv")
                        .get(path())
                        .asString()
                        .split("\r\n"))
                .hasSize(1);
        assertThat(Logs.reader().get(path()).asString()).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Logs.reader()
                .queryParam("format", "xlsx")
                .get(path())
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("format"));
        Logs.reader().queryParam("q", "nonsense:x").get(path()).then().statusCode(400);
    }

    @Test
    void writesTensOfThousandsToASlowClientFromASmallHeap() throws IOException {
        // Given: 20,000 records with bodies, 60 MB
        String body = "{\"x\":\"" + "y".repeat(2_500) + "\"}";
        for (int i = 0; i < MANY; i += 2_000) {
            Logs.keep(Stream.generate(() -> new Sample(project).json(body, null).record())
                    .limit(2_000)
                    .toList());
        }
        try (Socket socket = open("?bodies=true", 262_144)) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 32_768);
            in.readNBytes(100_000);
            await().atMost(10, SECONDS).until(() -> metric("promptgate_export_running") == 1);
            double before = metric("promptgate_export_rows_total");

            // When: the client does not read for a while
            await().during(2, SECONDS).atMost(4, SECONDS).until(() -> true);
            double meanwhile = metric("promptgate_export_rows_total") - before;
            System.gc();
            long used = used();
            long lines = 0;
            for (int c = in.read(); c >= 0; c = in.read()) {
                lines += c == '\n' ? 1 : 0;
            }
            System.gc();

            // Then: what was written ahead is what sockets hold, and the heap has not grown by the rest
            assertThat(meanwhile).isLessThan(MANY / 2.0);
            assertThat(lines).isGreaterThan(MANY - 100);
            assertThat(used() - used).isLessThan(20_000_000);
            await().atMost(10, SECONDS).until(() -> metric("promptgate_export_running") == 0);
        }
    }

    @Test
    void endsWhenTheClientIsGone() throws IOException {
        // Given
        String body = "{\"x\":\"" + "y".repeat(60_000) + "\"}";
        for (int i = 0; i < 3; i++) {
            Logs.keep(Stream.generate(() -> new Sample(project).json(body, null).record())
                    .limit(100)
                    .toList());
        }
        double broken = metric("promptgate_export_broken_total");
        Socket socket = open("?bodies=true", 16_384);
        socket.getInputStream().readNBytes(10_000);
        await().atMost(10, SECONDS).until(() -> metric("promptgate_export_running") == 1);

        // When
        socket.close();

        // Then
        await().atMost(10, SECONDS).until(() -> metric("promptgate_export_running") == 0);
        assertThat(metric("promptgate_export_broken_total")).isEqualTo(broken + 1);
    }

    @Test
    void runsOnlySoManyAtATime() throws IOException {
        // Given: four exports whose clients do not read
        String body = "{\"x\":\"" + "y".repeat(60_000) + "\"}";
        for (int i = 0; i < 3; i++) {
            Logs.keep(Stream.generate(() -> new Sample(project).json(body, null).record())
                    .limit(100)
                    .toList());
        }
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sockets.add(open("?bodies=true", 16_384));
        }
        await().atMost(10, SECONDS).until(() -> metric("promptgate_export_running") == 4);

        // Then
        Logs.reader().get(path()).then().statusCode(503).header("Retry-After", "1");
        for (Socket socket : sockets) {
            socket.close();
        }
        await().atMost(10, SECONDS).until(() -> metric("promptgate_export_running") == 0);
        Logs.reader().queryParam("q", "provider:nobody").get(path()).then().statusCode(200);
    }

    private Socket open(String query, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
        socket.getOutputStream()
                .write(("GET " + path() + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                + Logs.ADMIN_KEY + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String path() {
        return "/logs/v1/projects/" + project + "/export";
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
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
