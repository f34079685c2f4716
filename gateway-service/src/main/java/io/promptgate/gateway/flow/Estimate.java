package io.promptgate.gateway.flow;

import java.nio.charset.StandardCharsets;

/** How many tokens something may have, where the provider did not say. */
final class Estimate {
    /** A rule of thumb for English text and JSON (help.openai.com, "What are tokens"). */
    private static final int BYTES_PER_TOKEN = 4;
    /** An image of usual size; its encoded bytes say nothing of its tokens (platform.openai.com, Images and vision). */
    private static final int PER_IMAGE = 1_000;

    private static final byte[] ENCODED = ";base64,".getBytes(StandardCharsets.US_ASCII);

    private Estimate() {}

    static long text(long bytes) {
        return Math.max(1, bytes / BYTES_PER_TOKEN);
    }

    /** Of a whole request: its text by the bytes, its images, files and sounds by the piece. */
    static long prompt(byte[] body) {
        long images = 0;
        long encoded = 0;
        for (int at = next(body, 0); at >= 0; at = next(body, at)) {
            int end = at;
            while (end < body.length && body[end] != '"') {
                end++;
            }
            images++;
            encoded += end - at;
            at = end;
        }
        return text(body.length - encoded) + images * PER_IMAGE;
    }

    /** Where the next encoded piece starts; -1 when there is none. */
    private static int next(byte[] body, int from) {
        for (int i = from; i + ENCODED.length <= body.length; i++) {
            if (body[i] == ENCODED[0] && isHere(body, i)) {
                return i + ENCODED.length;
            }
        }
        return -1;
    }

    private static boolean isHere(byte[] body, int at) {
        for (int i = 1; i < ENCODED.length; i++) {
            if (body[at + i] != ENCODED[i]) {
                return false;
            }
        }
        return true;
    }
}
