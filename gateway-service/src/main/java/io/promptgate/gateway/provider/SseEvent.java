package io.promptgate.gateway.provider;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event (WHATWG HTML, section 9.2).
 *
 * @param raw the event's bytes as they came, with its closing blank line
 * @param name the value of its {@code event} field; empty when it has none
 * @param data its {@code data} lines joined by newlines; empty when it has none, as with a comment
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record SseEvent(byte[] raw, String name, byte[] data) {

    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
