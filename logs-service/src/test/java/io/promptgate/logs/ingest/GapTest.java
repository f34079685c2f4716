package io.promptgate.logs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class GapTest {
    private final UUID project = UuidV7.next();
    private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

    @Test
    void keepsAGapOnceHoweverOftenItIsTold() throws IOException {
        // Given
        RequestRecord record = new Sample(project).record();
        byte[] batch = lines(List.of(record), gap(now, 17));

        // When
        Logs.send(batch).then().statusCode(200).body("accepted", equalTo(2)).body("duplicates", equalTo(0));
        Logs.send(batch).then().statusCode(200).body("accepted", equalTo(0)).body("duplicates", equalTo(2));

        // Then
        JsonPath page = Logs.reader().get(Logs.requests(project)).jsonPath();
        assertThat(page.getList("data")).hasSize(1);
        assertThat(page.getList("gaps")).hasSize(1);
        assertThat(page.getLong("gaps[0].dropped")).isEqualTo(17);
        assertThat(page.getString("gaps[0].replica")).isEqualTo("gateway-1");
        assertThat(page.getString("gaps[0].from"))
                .isEqualTo(now.minusSeconds(60).toString().replace("Z", "") + "Z");
    }

    @Test
    void showsTheGapsOfAPagesTimeAlone() throws IOException {
        // Given: a request and a gap in each of three hours
        for (int hour = 1; hour <= 3; hour++) {
            Instant at = now.minus(Duration.ofHours(hour));
            Logs.send(lines(List.of(new Sample(project).at(at).record()), gap(at, hour)))
                    .then()
                    .statusCode(200);
        }

        // When
        JsonPath first =
                Logs.reader().queryParam("limit", 1).get(Logs.requests(project)).jsonPath();
        JsonPath second = Logs.reader()
                .queryParam("limit", 1)
                .queryParam("before", first.getString("next"))
                .get(Logs.requests(project))
                .jsonPath();
        JsonPath recent = Logs.reader()
                .queryParam("q", "since:90m provider:nobody")
                .get(Logs.requests(project))
                .jsonPath();

        // Then
        assertThat(first.getList("gaps.dropped", Integer.class)).containsExactly(1);
        assertThat(second.getList("gaps.dropped", Integer.class)).containsExactly(1, 2);
        assertThat(recent.getList("gaps.dropped", Integer.class)).containsExactly(1);
    }

    @Test
    void countsWhatWasDroppedInTheFigures() throws IOException {
        // Given
        Logs.send(lines(
                        List.of(),
                        gap(now, 5),
                        gap(now.minus(Duration.ofHours(2)), 7),
                        gap(now.minus(Duration.ofDays(3)), 9)))
                .then()
                .statusCode(200);
        String metrics = "/logs/v1/projects/" + project + "/metrics";

        // Then
        Logs.reader().get(metrics).then().body("dropped_requests", equalTo(12));
        Logs.reader().queryParam("window", "1h").get(metrics).then().body("dropped_requests", equalTo(5));
    }

    @Test
    void saysWhichLineIsNoGap() {
        Logs.send("{\"gap\":{\"id\":\"x\"}}\n{\"gap\":{}}\n".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected[0].line", equalTo(1))
                .body("rejected[1].error", containsString("a gap needs id"));
    }

    private Gap gap(Instant at, long dropped) {
        return new Gap(UuidV7.next(), project, "gateway-1", dropped, at.minusSeconds(60), at);
    }

    private static byte[] lines(List<RequestRecord> records, Gap... gaps) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Logs.lines(records));
        for (Gap gap : gaps) {
            GapCodec.write(gap, out);
        }
        return out.toByteArray();
    }
}
