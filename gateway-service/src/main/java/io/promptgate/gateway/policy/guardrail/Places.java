package io.promptgate.gateway.policy.guardrail;

/** Finds the bytes of characters within a JSON string; asked in order, it walks over the string once. */
final class Places {
    private static final int UNICODE_ESCAPE = 6;

    private final byte[] body;
    private int at;
    private int character;

    Places(byte[] body, int from) {
        this.body = body;
        this.at = from;
    }

    /** Where a character of the text as it reads begins. */
    int of(int wanted) {
        while (character < wanted) {
            int lead = body[at] & 0xFF;
            character++;
            if (lead == '\\') {
                at += body[at + 1] == 'u' ? UNICODE_ESCAPE : 2;
            } else if (lead < 0x80) {
                at++;
            } else if (lead < 0xE0) {
                at += 2;
            } else if (lead < 0xF0) {
                at += 3;
            } else {
                at += 4;
                character++; // two of Java's
            }
        }
        return at;
    }
}
