package io.promptgate.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Cuts and joins bodies. */
final class Chunks {
    private Chunks() {}

    static byte[] join(List<byte[]> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    static List<byte[]> every(int bytes, byte[] body) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < body.length; from += bytes) {
            pieces.add(Arrays.copyOfRange(body, from, Math.min(body.length, from + bytes)));
        }
        return pieces;
    }

    static List<byte[]> at(int position, byte[] body) {
        if (position <= 0 || position >= body.length) {
            return List.of(body);
        }
        return List.of(Arrays.copyOf(body, position), Arrays.copyOfRange(body, position, body.length));
    }

    /** Flushes the compressor at each chunk's end, so that a reader can decode what has come so far. */
    static List<byte[]> gzip(List<byte[]> chunks) {
        List<byte[]> pieces = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, true)) {
            for (byte[] chunk : chunks) {
                gzip.write(chunk);
                gzip.flush();
                pieces.add(drain(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pieces.add(drain(out));
        return pieces;
    }

    private static byte[] drain(ByteArrayOutputStream out) {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }
}
