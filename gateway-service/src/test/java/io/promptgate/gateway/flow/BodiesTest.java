package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.gateway.start.Awaited;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway takes of a request's body: so much, so fast, and nothing for a request that it refuses anyway. */
final class BodiesTest {
    private static final int KIB = 1024;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("promptgate.edge.max-body", "64K", "promptgate.edge.body-pause", "250ms"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    @Test
    void takesABodyOfExactlyTheBound() {
        // Given
        String body = ofSize(64 * KIB);

        // When
        Got got = gateway.api().chat(body);

        // Then
        assertThat(got.status()).isEqualTo(200);
    }

    @Test
    void refusesOneByteMore() {
        // When
        Got got = gateway.api().chat(ofSize(64 * KIB + 1));

        // Then
        assertTooLarge(got);
    }

    @Test
    void refusesOneByteMoreAlsoUndeclared() {
        for (int size : new int[] {64 * KIB + 1, 300 * KIB}) {
            // Given
            byte[] body = ofSize(size).getBytes(StandardCharsets.UTF_8);

            // When
            Got got = Api.send(gateway.api()
                    .to("/v1/chat/completions")
                    .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(body))));

            // Then
            assertTooLarge(got);
        }
    }

    @Test
    void refusesAHugeDeclarationBeforeAnyOfItCame() {
        for (String length : new String[] {"1073741824", "99999999999999999"}) {
            try (RawClient client = RawClient.connect(gateway)) {
                // When
                client.send(RawClient.chatHead(gateway, "Content-Length: " + length + "\r\n"));

                // Then
                assertThat(client.readUntil("\"request_too_large\"}}"))
                        .startsWith("HTTP/1.1 413 ")
                        .containsIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void tellsTheRefusalToAClientThatIsStillSending() {
        for (String framing : new String[] {"Content-Length: 20971520\r\n", "Transfer-Encoding: chunked\r\n"}) {
            try (RawClient client = RawClient.connect(gateway)) {
                // Given
                client.send(RawClient.chatHead(gateway, framing));
                byte[] chunk = ("10000\r\n" + "x".repeat(64 * KIB) + "\r\n").getBytes(StandardCharsets.UTF_8);

                // When
                client.sendWhatIsTaken(chunk, 40);

                // Then
                assertThat(client.readUntil("\"request_too_large\"}}")).startsWith("HTTP/1.1 413 ");
            }
        }
    }

    @Test
    void readsALongBodyOverSoThatItsSenderHearsTheRefusal() {
        for (int i = 0; i < 5; i++) {
            // Given
            byte[] body = new byte[20 * KIB * KIB];

            // When
            Got got = gateway.api().chat(body);

            // Then
            assertThat(got.status()).isEqualTo(413);
            assertThat(got.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void refusesALongBodyByHttp2() throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            // Given
            http.send(gateway.api().to("/v1/models").GET().build(), HttpResponse.BodyHandlers.discarding());

            // When
            HttpResponse<String> answer = http.send(
                    gateway.api().chatRequest(new byte[20 * KIB * KIB]).build(), HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("request_too_large");
        }
    }

    @Test
    void readsNoEndlessBodyOver() {
        try (RawClient client = RawClient.connect(gateway)) {
            // Given
            client.send(RawClient.chatHead(gateway, "Content-Length: 1073741824\r\n"));

            // When
            client.readUntil("request_too_large");

            // Then
            assertThat(client.readAll()).endsWith("}}");
        }
    }

    @Test
    void givesUpABodyThatPauses() {
        for (String start : new String[] {"", "{\"model\":"}) {
            // Given
            int before = gateway.settled();
            try (RawClient client = RawClient.connect(gateway)) {
                client.send(RawClient.chatHead(gateway, "Content-Length: 500\r\n") + start);

                // When
                String answer = client.readUntil("\"request_timeout\"}}");

                // Then
                assertThat(answer)
                        .startsWith("HTTP/1.1 408 ")
                        .containsIgnoringCase("connection: close")
                        .contains("250 milliseconds");
                RequestRecord record = gateway.logs().awaitAfter(before);
                assertThat(record.outcome().errorCode()).isEqualTo("request_timeout");
                assertThat(record.outcome().ended()).isEqualTo(Ended.REFUSED);
            }
        }
    }

    @Test
    void takesASlowBodyThatGoesOn() {
        try (RawClient client = RawClient.connect(gateway)) {
            // Given
            String body = Api.ask("fast");
            client.send(RawClient.chatHead(gateway, "Content-Length: " + body.length() + "\r\n"));

            // When
            for (char c : body.substring(0, 6).toCharArray()) {
                pause();
                client.send(String.valueOf(c));
            }
            client.send(body.substring(6));

            // Then
            assertThat(client.readUntil("200 OK")).isNotEmpty();
        }
    }

    @Test
    void refusesTheTokenBeforeItReadsTheBody() {
        try (RawClient client = RawClient.connect(gateway)) {
            // When
            client.send("POST /api/" + UUID.randomUUID() + "/v1/chat/completions HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Length: 60000\r\nAuthorization: Bearer nobody\r\n\r\n");

            // Then
            assertThat(client.readUntil("invalid_api_key")).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void keepsTheConnectionAfterARefusalWithAShortBody() {
        try (RawClient client = RawClient.connect(gateway)) {
            // Given
            String unknown = RawClient.chat(gateway, Api.ask("fast")).replaceFirst("Bearer \\S+", "Bearer nobody");
            client.send(unknown);
            client.readUntil("\"code\":\"invalid_api_key\"}}");

            // When
            client.send(RawClient.chat(gateway, Api.ask("fast")));

            // Then
            assertThat(client.readUntil("200 OK")).isNotEmpty();
        }
    }

    @Test
    void takesAnExpectationOf100Continue() {
        try (RawClient client = RawClient.connect(gateway)) {
            // Given
            String body = Api.ask("fast");
            client.send(
                    RawClient.chatHead(gateway, "Content-Length: " + body.length() + "\r\nExpect: 100-continue\r\n"));

            // When
            client.readUntil("100 Continue");
            client.send(body);

            // Then
            assertThat(client.readUntil("200 OK")).isNotEmpty();
        }
    }

    @Test
    void refusesABodyThatIsNoJsonAndRecordsIt() {
        // When
        Got got = gateway.api().chat("{\"model\":\"fast\",}");

        // Then
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.error("code")).isEqualTo("invalid_json");
        assertThat(got.error("message")).contains("line 1, column 17");
        assertThat(gateway.upstream().count()).isZero();
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.outcome().errorCode()).isEqualTo("invalid_json");
        assertThat(record.outcome().ended()).isEqualTo(Ended.REFUSED);
        assertThat(record.asked().requestedModel()).isNull();
        assertThat(record.requestBody()).isNull();
    }

    private static void assertTooLarge(Got got) {
        assertThat(got.status()).isEqualTo(413);
        assertThat(got.error("code")).isEqualTo("request_too_large");
        assertThat(got.error("message")).contains("65536 bytes");
        assertThat(gateway.upstream().count()).isZero();
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.outcome().errorCode()).isEqualTo("request_too_large");
    }

    private static String ofSize(int bytes) {
        String empty = Api.ask("fast", "\"x\":\"\"");
        return Api.ask("fast", "\"x\":\"" + "x".repeat(bytes - empty.length()) + "\"");
    }

    private static void pause() {
        long end = System.nanoTime() + Duration.ofMillis(100).toNanos();
        Awaited.until(Duration.ofSeconds(5), () -> System.nanoTime() > end);
    }
}
