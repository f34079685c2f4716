package io.promptgate.gateway.edge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells whether bytes are UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing beyond U+10FFFF. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    static boolean isValid(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                int length = character(bytes, at);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /** The length of the character of several bytes that starts here; 0 when none does (RFC 3629, section 4). */
    private static int character(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return follow(bytes, at, 1, 0x80, 0xBF);
        }
        if (first >= 0xE0 && first <= 0xEF) {
            return follow(bytes, at, 2, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
        }
        if (first >= 0xF0 && first <= 0xF4) {
            return follow(bytes, at, 3, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
        }
        return 0;
    }

    /** Only the second byte's range depends on the first. */
    private static int follow(byte[] bytes, int at, int more, int least, int most) {
        if (at + more >= bytes.length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i <= more; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return more + 1;
    }
}
