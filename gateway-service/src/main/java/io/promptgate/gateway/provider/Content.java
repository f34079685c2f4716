package io.promptgate.gateway.provider;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text whose tokens may have to be counted, such as what came of a stream: how long it is, and its first part, up to a
 * bound. Used by one thread at a time.
 */
public final class Content {
    private static final int FIRST = 1_024;

    private int limit;
    private byte[] kept = {};
    private int length;
    private long keptOf;
    private long text;
    private long sound;

    /** Keeps the text from now on, up to so many bytes of it as JSON; before, its length alone is known. */
    public void keep(int bytes) {
        limit = bytes;
    }

    /** More text, as it stands between the quotes of a JSON string. */
    public void add(byte[] json, int from, int count) {
        text += count;
        if (hasRoom(count)) {
            append(json, from, count);
            keptOf += count;
        }
    }

    /** More text. */
    public void add(String more) {
        int count = utf8Length(more);
        text += count;
        if (hasRoom(count)) {
            byte[] json = JsonStringEncoder.getInstance().quoteAsUTF8(more);
            if (hasRoom(json.length)) {
                append(json, 0, json.length);
                keptOf += count;
            }
        }
    }

    /** More sound, by the length of its Base64. */
    public void addSound(int base64) {
        sound += base64;
    }

    /** Bytes of all that came. */
    public long bytes() {
        return text + sound;
    }

    /** Bytes of all text. */
    public long textBytes() {
        return text;
    }

    /** Bytes of all sound, in Base64. */
    public long soundBytes() {
        return sound;
    }

    /** How many of the text's bytes {@link #kept} has. */
    public long keptBytes() {
        return keptOf;
    }

    /** The text's beginning; pieces that had no room are missing. */
    public String kept() {
        byte[] quoted = new byte[length + 2];
        System.arraycopy(kept, 0, quoted, 1, length);
        quoted[0] = '"';
        quoted[length + 1] = '"';
        try {
            return Json.MAPPER.readValue(quoted, String.class);
        } catch (IOException _) {
            return new String(kept, 0, length, StandardCharsets.UTF_8);
        }
    }

    private boolean hasRoom(int count) {
        return length + count <= limit;
    }

    private void append(byte[] json, int from, int count) {
        if (length + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(limit, Math.max(FIRST, 2 * (length + count))));
        }
        System.arraycopy(json, from, kept, length, count);
        length += count;
    }

    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }
}
