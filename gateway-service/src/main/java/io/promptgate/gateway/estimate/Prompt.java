package io.promptgate.gateway.estimate;

import io.promptgate.gateway.edge.Members.Member;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.provider.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a chat request becomes tokens: the strings of its messages, and those of its tools and formats with their
 * names; its images and files by the piece, its sound by the length. One pass over the bytes; nothing is built of what
 * is beyond the bound.
 */
final class Prompt {
    private static final List<String> SAID = List.of("messages");
    private static final List<String> DESCRIBED = List.of("tools", "functions", "response_format");

    private final Content text = new Content();
    private final byte[] body;
    private long messages;
    private long pieces;

    private Prompt(byte[] body, int keep) {
        this.body = body;
        text.keep(keep);
    }

    /** @param keep how much of the text is kept, in bytes */
    static Prompt of(Peek request, int keep) {
        Prompt prompt = new Prompt(request.body(), keep);
        SAID.forEach(name -> prompt.strings(request.member(name), false));
        DESCRIBED.forEach(name -> prompt.strings(request.member(name), true));
        return prompt;
    }

    Content text() {
        return text;
    }

    /** How many messages it has. */
    long messages() {
        return messages;
    }

    /** How many images and files it has. */
    long pieces() {
        return pieces;
    }

    private void strings(@Nullable Member member, boolean names) {
        if (member == null) {
            return;
        }
        int nameFrom = 0;
        int nameTo = 0;
        int at = member.valueStart();
        while (at < member.valueEnd()) {
            if (body[at] != '"') {
                at++;
                continue;
            }
            int from = at + 1;
            int to = closing(from);
            at = to + 1;
            if (isName(at)) {
                nameFrom = from;
                nameTo = to;
                name(from, to, names);
            } else {
                value(nameFrom, nameTo, from, to);
            }
        }
    }

    private void name(int from, int to, boolean counts) {
        if (counts) {
            text.add(body, from, to - from);
        } else if (is(from, to, "role")) {
            messages++;
        }
    }

    private void value(int nameFrom, int nameTo, int from, int to) {
        if (is(nameFrom, nameTo, "url") || is(nameFrom, nameTo, "file_data")) {
            pieces++;
        } else if (is(nameFrom, nameTo, "data")) {
            text.addSound(to - from);
        } else if (!is(nameFrom, nameTo, "type")) {
            text.add(body, from, to - from);
        }
    }

    /** The body is known to be JSON: there is a closing quote. */
    private int closing(int from) {
        int at = from;
        while (body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private boolean isName(int from) {
        int at = from;
        while (at < body.length && body[at] <= ' ' && body[at] >= 0) {
            at++;
        }
        return at < body.length && body[at] == ':';
    }

    private boolean is(int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (body[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
