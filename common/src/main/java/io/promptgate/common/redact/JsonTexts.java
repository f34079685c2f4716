package io.promptgate.common.redact;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.promptgate.common.json.Json;
import io.promptgate.common.json.Unicode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Redacts the string values of JSON, of many JSON texts one after the other as in a stream of events, or of JSON whose
 * end was cut off. All else stays byte for byte, so that what was JSON is JSON. One object per text.
 *
 * <p>A streamed reply comes in small pieces, and what a pattern looks for may lie across them: the pieces of one member
 * are read as one text. The mark stands where the match begins.
 */
public final class JsonTexts {
    /** The members that providers stream piece by piece. */
    private static final Set<String> STREAMED = Set.of(
            "content", "text", "arguments", "partial_json", "reasoning", "reasoning_content", "refusal", "thinking");

    private final byte[] bytes;
    private final boolean events;
    private final Map<String, List<Piece>> tracks = new HashMap<>();
    private final List<List<Piece>> all = new ArrayList<>();

    private JsonTexts(byte[] bytes, boolean events) {
        this.bytes = bytes;
        this.events = events;
    }

    /** A string value: where its bytes are, without the quotes, and what it says. */
    private record Piece(int from, int to, String text) {}

    /** What stands in place of a piece's bytes. */
    private record Patch(int from, int to, String text) {}

    /** The JSON redacted; the same array where nothing was found. */
    public static byte[] redact(byte[] json, Redactions redactions) {
        return new JsonTexts(json, false).redacted(redactions);
    }

    /** The events redacted, a stream's pieces as one text; the same array where nothing was found. */
    public static byte[] redactEvents(byte[] events, Redactions redactions) {
        return new JsonTexts(events, true).redacted(redactions);
    }

    private byte[] redacted(Redactions redactions) {
        gather();
        List<Patch> patches = new ArrayList<>();
        for (List<Piece> track : all) {
            patch(track, redactions, patches);
        }
        if (patches.isEmpty()) {
            return bytes;
        }
        patches.sort((a, b) -> Integer.compare(a.from(), b.from()));
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
        int from = 0;
        for (Patch patch : patches) {
            out.write(bytes, from, patch.from() - from);
            out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(Unicode.wellFormed(patch.text())));
            from = patch.to();
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private void gather() {
        String name = null;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '"') {
                continue;
            }
            int end = closing(at + 1);
            String text = text(at + 1, end);
            int next = token(end + 1);
            if (next < bytes.length && bytes[next] == ':') {
                name = text;
            } else {
                track(name).add(new Piece(at + 1, end, text));
            }
            at = end;
        }
    }

    private List<Piece> track(@Nullable String name) {
        if (events && name != null && STREAMED.contains(name)) {
            List<Piece> known = tracks.get(name);
            if (known != null) {
                return known;
            }
        }
        List<Piece> track = new ArrayList<>(1);
        all.add(track);
        if (name != null) {
            tracks.put(name, track);
        }
        return track;
    }

    /** Where the closing quote is, or the end where there is none. */
    private int closing(int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, bytes.length);
    }

    private int token(int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    /** What a string says; as it is written where its end was cut off within an escape. */
    private String text(int from, int to) {
        boolean escaped = false;
        for (int i = from; i < to && !escaped; i++) {
            escaped = bytes[i] == '\\';
        }
        if (!escaped) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] quoted = new byte[to - from + 2];
        System.arraycopy(bytes, from, quoted, 1, to - from);
        quoted[0] = '"';
        quoted[quoted.length - 1] = '"';
        try {
            return Json.MAPPER.readValue(quoted, String.class);
        } catch (IOException _) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
    }

    private static void patch(List<Piece> track, Redactions redactions, List<Patch> patches) {
        StringBuilder joined = new StringBuilder();
        track.forEach(piece -> joined.append(piece.text()));
        List<Redactions.Edit> edits = redactions.edits(joined.toString());
        if (edits.isEmpty()) {
            return;
        }
        int start = 0;
        for (Piece piece : track) {
            int end = start + piece.text().length();
            String text = edited(piece.text(), start, edits);
            if (!text.equals(piece.text())) {
                patches.add(new Patch(piece.from(), piece.to(), text));
            }
            start = end;
        }
    }

    /** A piece of the joined text after the edits; a mark stands in the piece in which its match begins. */
    private static String edited(String text, int start, List<Redactions.Edit> edits) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Redactions.Edit edit : edits) {
            int from = edit.from() - start;
            int to = edit.to() - start;
            if (to > 0 && from < text.length()) {
                out.append(text, at, Math.max(at, from));
                if (from >= 0) {
                    out.append(edit.mark());
                }
                at = Math.max(at, Math.min(to, text.length()));
            }
        }
        return out.append(text, at, text.length()).toString();
    }
}
