package io.promptgate.gateway.policy.guardrail;

import io.promptgate.common.guard.scan.EscapedText;
import io.promptgate.gateway.edge.Members;
import io.promptgate.gateway.edge.Members.Member;
import io.promptgate.gateway.edge.NotJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Walks over the texts of a body in OpenAI's shape, by their places in its bytes; the body was checked to be JSON. All
 * strings are texts but those that are the shape itself: roles, types, ids, and what stands for an image, a file or a
 * sound.
 */
final class BodyTexts {
    /** The members of a request that hold texts. */
    private static final Set<String> ALL_TEXTS =
            Set.of("messages", "prediction", "user", "safety_identifier", "metadata", "choices");

    /** Those of which descriptions alone are texts for the model to read, and the rest is a schema. */
    private static final Set<String> DESCRIPTIONS = Set.of("tools", "functions");

    private static final List<byte[]> SHAPE = List.of(
            bytes("role"),
            bytes("type"),
            bytes("id"),
            bytes("tool_call_id"),
            bytes("url"),
            bytes("data"),
            bytes("file_data"),
            bytes("file_id"),
            bytes("format"),
            bytes("detail"),
            bytes("finish_reason"));

    private static final byte[] ROLE = bytes("role");
    private static final byte[] SYSTEM = bytes("system");
    private static final byte[] DEVELOPER = bytes("developer");
    private static final byte[] ARGUMENTS = bytes("arguments");
    private static final byte[] DESCRIPTION = bytes("description");
    private static final byte[] LOGPROBS = bytes("logprobs");

    /** Told of each text, in the order of the body. */
    interface Visitor {
        /**
         * A text stands between two places, without its quotes.
         *
         * @param json whether it is JSON itself
         * @param trusted whether it is the operator's own: of the role system or developer
         */
        void text(int from, int to, boolean json, boolean trusted);

        /** What repeats an answer's text token by token stands here. */
        void repeated(int from, int to);
    }

    private final byte[] body;
    private final Visitor visitor;
    private boolean trusted;
    private boolean descriptionsOnly;
    private int at;

    private BodyTexts(byte[] body, Visitor visitor) {
        this.body = body;
        this.visitor = visitor;
    }

    static void walk(byte[] body, List<Member> members, Visitor visitor) {
        BodyTexts texts = new BodyTexts(body, visitor);
        for (Member member : members) {
            boolean all = ALL_TEXTS.contains(member.name());
            if (all || DESCRIPTIONS.contains(member.name())) {
                texts.at = member.valueStart();
                texts.trusted = !all;
                texts.descriptionsOnly = !all;
                if (member.name().equals("messages") && body[member.valueStart()] == '[') {
                    texts.messages();
                } else {
                    texts.value(0, 0);
                }
            }
        }
    }

    private void messages() {
        at++;
        while (next() != ']') {
            if (body[at] == ',') {
                at++;
                continue;
            }
            trusted = body[at] == '{' && isTrusted(at);
            value(0, 0);
        }
    }

    /** Whether a message says that it is the operator's own, and nothing else beside. */
    private boolean isTrusted(int start) {
        int behind = at;
        boolean own = false;
        boolean foreign = false;
        at = start + 1;
        while (next() != '}') {
            if (body[at] == ',') {
                at++;
                continue;
            }
            int from = at + 1;
            int to = string();
            colon();
            int value = at;
            skip();
            if (is(from, to, ROLE)) {
                boolean system = is(value + 1, at - 1, SYSTEM) || is(value + 1, at - 1, DEVELOPER);
                own |= system;
                foreign |= !system;
            }
        }
        at = behind;
        return own && !foreign;
    }

    /** Walks over the value that starts here, which stands under the name between two places. */
    private void value(int nameFrom, int nameTo) {
        switch (next()) {
            case '"' -> {
                int from = at + 1;
                int to = string();
                boolean wanted = descriptionsOnly ? is(nameFrom, nameTo, DESCRIPTION) : !isShape(nameFrom, nameTo);
                if (wanted && to > from) {
                    visitor.text(from, to, is(nameFrom, nameTo, ARGUMENTS), trusted);
                }
            }
            case '{' -> object();
            case '[' -> {
                at++;
                while (next() != ']') {
                    if (body[at] == ',') {
                        at++;
                    } else {
                        value(nameFrom, nameTo);
                    }
                }
                at++;
            }
            default -> skip();
        }
    }

    private void object() {
        at++;
        while (next() != '}') {
            if (body[at] == ',') {
                at++;
                continue;
            }
            int from = at + 1;
            int to = string();
            colon();
            if (is(from, to, LOGPROBS)) {
                int start = at;
                skip();
                visitor.repeated(start, at);
            } else {
                value(from, to);
            }
        }
        at++;
    }

    private boolean isShape(int from, int to) {
        for (byte[] name : SHAPE) {
            if (is(from, to, name)) {
                return true;
            }
        }
        return false;
    }

    /** Moves behind the value that starts here. */
    private void skip() {
        int depth = 0;
        do {
            byte c = next();
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                depth++;
                at++;
            } else if (c == '}' || c == ']') {
                depth--;
                at++;
            } else if (c == ',' || c == ':') {
                at++;
            } else {
                while (at < body.length && ",]} \t\r\n".indexOf(body[at]) < 0) {
                    at++;
                }
            }
        } while (depth > 0);
    }

    /** Moves behind the string that starts here; gives the place of its closing quote. */
    private int string() {
        at++;
        while (body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return at++;
    }

    private void colon() {
        next();
        at++;
        next();
    }

    private byte next() {
        while (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t') {
            at++;
        }
        return body[at];
    }

    private boolean is(int from, int to, byte[] name) {
        if (to - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (body[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** The text of a string between two places, as it reads. */
    static String text(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] == '\\') {
                return unescaped(body, from, to);
            }
        }
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    private static String unescaped(byte[] body, int from, int to) {
        return EscapedText.of(new String(body, from, to - from, StandardCharsets.UTF_8), true)
                .text();
    }

    /** Members of a checked body. */
    static List<Member> members(byte[] body) {
        try {
            return Members.of(body);
        } catch (NotJson e) {
            throw new IllegalStateException("the whole body was checked before", e);
        }
    }
}
