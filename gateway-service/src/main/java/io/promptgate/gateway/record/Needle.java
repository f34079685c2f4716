package io.promptgate.gateway.record;

import io.promptgate.common.secret.Masked;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A secret that is looked for in bytes, by Horspool's algorithm: keys are long and seldom there, so that most of a body
 * is never looked at. Immutable.
 */
final class Needle {
    private static final int BYTE_VALUES = 256;
    private static final byte FARTHEST = Byte.MAX_VALUE;

    private final byte[] secret;
    /** How far the secret can move on when its last place shows a byte. */
    private final byte[] shift = new byte[BYTE_VALUES];

    private Needle(byte[] secret) {
        this.secret = secret;
        Arrays.fill(shift, reach(secret.length));
        for (int i = 0; i < secret.length - 1; i++) {
            shift[secret[i] & 0xFF] = reach(secret.length - 1 - i);
        }
    }

    static Needle of(Masked secret) {
        return new Needle(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return secret;
    }

    /** Where the secret stands first, at or behind a place; -1 where it does not. An empty one is nowhere. */
    int in(byte[] text, int from) {
        int last = secret.length - 1;
        if (last < 0) {
            return -1;
        }
        int at = from;
        while (at + last < text.length) {
            byte end = text[at + last];
            if (end == secret[last] && Arrays.equals(text, at, at + last, secret, 0, last)) {
                return at;
            }
            at += shift[end & 0xFF];
        }
        return -1;
    }

    private static byte reach(int distance) {
        return (byte) Math.min(distance, FARTHEST);
    }
}
