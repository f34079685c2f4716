package io.promptgate.logs.ingest;

import io.promptgate.service.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch's bytes as they come, to be unpacked where they were packed.
 *
 * @param size what they take up unpacked, as announced; unknown counts as the most that is allowed. No byte more is read
 */
record PlainBody(InputStream raw, boolean packed, long size) {
    /** How many bytes a packed body has unpacked: announced, so that room is made for no more. */
    static final String LENGTH = "x-promptgate-plain-length";

    static PlainBody of(InputStream raw, @Nullable String packing, @Nullable Long length, IngestConfig config) {
        if (packing != null && !packing.equals("gzip")) {
            throw ProblemException.badRequest("A body is plain or packed with gzip.");
        }
        long most = config.maxBody().asLongValue();
        if (length != null && (length < 0 || length > most)) {
            throw ProblemException.tooLarge("A batch has at most " + most + " bytes.");
        }
        return new PlainBody(raw, packing != null, length == null ? most : length);
    }

    byte[] read() throws IOException {
        if (!packed) {
            return raw.readAllBytes();
        }
        try (InputStream plain = new GZIPInputStream(raw)) {
            byte[] bytes = plain.readNBytes((int) size);
            if (plain.read() >= 0) {
                throw ProblemException.tooLarge("The body is larger unpacked than it says.");
            }
            return bytes;
        }
    }
}
