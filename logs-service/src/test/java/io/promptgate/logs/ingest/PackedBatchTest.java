package io.promptgate.logs.ingest;

import static org.hamcrest.Matchers.equalTo;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.LogStore;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogStore.class)
class PackedBatchTest {
    private final UUID project = UuidV7.next();
    private final RequestRecord record = new Sample(project).record();
    private final byte[] lines = Logs.lines(List.of(record));

    @Test
    void keepsWhatCameInGzip() throws IOException {
        // When
        send("gzip", lines.length, packed(lines)).then().statusCode(200).body("accepted", equalTo(1));

        // Then
        Logs.one(project, record.id()).then().statusCode(200);
    }

    @Test
    void refusesABatchThatIsLargerThanItSays() throws IOException {
        send("gzip", lines.length - 1, packed(lines)).then().statusCode(413);
        send("gzip", Long.MAX_VALUE, packed(lines)).then().statusCode(413);
        Logs.one(project, record.id()).then().statusCode(404);
    }

    @Test
    void refusesWhatItCannotUnpack() {
        send("gzip", lines.length, lines).then().statusCode(400);
        send("br", lines.length, lines).then().statusCode(400);
    }

    private static Response send(String packing, long plainLength, byte[] body) {
        return Logs.gateway()
                .header("content-encoding", packing)
                .header("x-promptgate-plain-length", plainLength)
                .body(body)
                .post("/internal/v1/log-events");
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
