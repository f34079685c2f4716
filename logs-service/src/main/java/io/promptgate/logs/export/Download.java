package io.promptgate.logs.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes rows to a client, at the client's pace. One object per export. */
final class Download {
    private static final int CHUNK = 65_536;

    private final HttpServerResponse response;
    private final Format format;
    private final String name;
    private final Duration stall;

    /** {@code stall} is the longest that the client may take for a chunk. */
    Download(HttpServerResponse response, Format format, String name, Duration stall) {
        this.response = response;
        this.format = format;
        this.name = name;
        this.stall = stall;
    }

    Format format() {
        return format;
    }

    /** Whether the client has been promised a file, so that only a broken connection can say that it is not whole. */
    boolean begun() {
        return response.headWritten();
    }

    /** Completes when the client's side has taken all rows; fails when it does not, or is gone. */
    Uni<Void> write(List<byte[]> rows) {
        return Multi.createFrom()
                .iterable(chunks(rows))
                .onItem()
                .transformToUniAndConcatenate(this::write)
                .onItem()
                .ignoreAsUni();
    }

    Uni<Void> end() {
        return write(List.of()).chain(() -> UniHelper.toUni(response.end()));
    }

    private Uni<Void> write(Buffer chunk) {
        return UniHelper.toUni(response.write(chunk)).ifNoItem().after(stall).fail();
    }

    private List<Buffer> chunks(List<byte[]> rows) {
        List<Buffer> chunks = new ArrayList<>();
        Buffer chunk = Buffer.buffer();
        if (!begun()) {
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
                    .putHeader(
                            "Content-Disposition", "attachment; filename=\"" + name + "." + format.extension() + "\"")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            chunk.appendBytes(format.head());
        }
        for (byte[] row : rows) {
            chunk.appendBytes(row);
            if (chunk.length() >= CHUNK) {
                chunks.add(chunk);
                chunk = Buffer.buffer();
            }
        }
        if (chunk.length() > 0) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
