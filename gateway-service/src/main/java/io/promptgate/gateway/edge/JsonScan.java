package io.promptgate.gateway.edge;

import io.promptgate.gateway.edge.Members.Member;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over a JSON object (RFC 8259, in UTF-8 as RFC 3629 has it) that checks every byte of it and builds nothing
 * but the places of its top-level members. Strings, most of a prompt, are walked eight bytes at a time. One object per
 * pass.
 */
final class JsonScan {
    /** Containers within containers, the whole included. */
    private static final int DEEPEST = 1_000;
    /** Each member found takes memory, the smallest more than its own bytes. */
    private static final int MOST_MEMBERS = 10_000;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long SPACES = 0x20 * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private final byte[] json;
    private final int end;
    private int at;
    private int depth;
    /** A bit per open container within a member: set for an object. */
    private final long[] objects = new long[DEEPEST / Long.SIZE + 1];

    private boolean escaped;
    private boolean ascii;

    private JsonScan(byte[] json, int from, int end) {
        this.json = json;
        this.at = from;
        this.end = end;
    }

    /**
     * The members of the object between two places.
     *
     * @throws NotJson when there is anything else
     */
    static List<Member> members(byte[] json, int from, int end) throws NotJson {
        JsonScan scan = new JsonScan(json, from, end);
        scan.space();
        scan.expect('{');
        List<Member> members = scan.members();
        scan.space();
        if (scan.at != end) {
            throw scan.fault();
        }
        return members;
    }

    private List<Member> members() throws NotJson {
        List<Member> members = new ArrayList<>(8);
        space();
        if (next() == '}') {
            at++;
            return members;
        }
        while (true) {
            members.add(member());
            space();
            byte c = next();
            at++;
            if (c == '}') {
                return members;
            }
            if (c != ',') {
                at--;
                throw fault();
            }
            if (members.size() == MOST_MEMBERS) {
                throw new NotJson(at, true);
            }
            space();
        }
    }

    private Member member() throws NotJson {
        int nameStart = at;
        string();
        String name = name(nameStart, at);
        colon();
        int valueStart = at;
        value();
        return new Member(name, nameStart, valueStart, at);
    }

    private String name(int start, int stop) throws NotJson {
        if (escaped) {
            return Members.unescaped(json, start, stop);
        }
        return new String(
                json, start + 1, stop - start - 2, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Moves behind the value that starts here, whatever it holds. */
    private void value() throws NotJson {
        do {
            if (!opens()) {
                closeAndContinue();
            }
        } while (depth > 0);
    }

    /** Takes a scalar or an opening bracket. True when another value must follow at once, inside it. */
    private boolean opens() throws NotJson {
        byte c = next();
        switch (c) {
            case '{', '[' -> {
                return container(c == '{');
            }
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
        return false;
    }

    private boolean container(boolean object) throws NotJson {
        if (depth + 2 > DEEPEST) {
            throw new NotJson(at, true);
        }
        at++;
        space();
        if (next() == (object ? '}' : ']')) {
            at++;
            return false;
        }
        long bit = 1L << (depth & 63);
        int word = depth >> 6;
        objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
        depth++;
        if (object) {
            key();
        }
        return true;
    }

    /** After a value: closes what ends here, and moves to the next value where one follows. */
    private void closeAndContinue() throws NotJson {
        while (depth > 0) {
            space();
            byte c = next();
            boolean object = (objects[(depth - 1) >> 6] & (1L << ((depth - 1) & 63))) != 0;
            if (c == ',') {
                at++;
                space();
                if (object) {
                    key();
                }
                return;
            }
            if (c != (object ? '}' : ']')) {
                throw fault();
            }
            at++;
            depth--;
        }
    }

    private void key() throws NotJson {
        string();
        colon();
    }

    private void colon() throws NotJson {
        space();
        expect(':');
        space();
    }

    /** Moves behind the string that starts here; notes whether it has escapes, and other than ASCII. */
    private void string() throws NotJson {
        expect('"');
        escaped = false;
        ascii = true;
        while (true) {
            plain();
            byte c = next();
            if (c == '"') {
                at++;
                return;
            }
            if (c == '\\') {
                escape();
            } else if (c < 0) {
                wide(c);
            } else if (c < ' ') {
                throw fault();
            } else {
                at++;
            }
        }
    }

    /** Skips whole words in which nothing needs a look. */
    private void plain() {
        while (at + Long.BYTES <= end) {
            long word = (long) WORD.get(json, at);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long found = (word - SPACES) | (quote - ONES) | (backslash - ONES) | word;
            if ((found & HIGH) != 0) {
                return;
            }
            at += Long.BYTES;
        }
    }

    private void escape() throws NotJson {
        escaped = true;
        at++;
        switch (next()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                at++;
                for (int i = 0; i < 4; i++) {
                    hexDigit();
                }
            }
            default -> throw fault();
        }
    }

    private void hexDigit() throws NotJson {
        byte c = next();
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
            throw fault();
        }
        at++;
    }

    /** A character of two to four bytes: shortest form, no surrogates, not past U+10FFFF (RFC 3629, 4). */
    private void wide(byte lead) throws NotJson {
        ascii = false;
        int first = lead & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            at++;
        } else if (first >= 0xE0 && first <= 0xEF) {
            at++;
            tail(first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
        } else if (first >= 0xF0 && first <= 0xF4) {
            at++;
            tail(first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
            tail(0x80, 0xBF);
        } else {
            throw fault();
        }
        tail(0x80, 0xBF);
    }

    private void tail(int least, int most) throws NotJson {
        int c = next() & 0xFF;
        if (c < least || c > most) {
            throw fault();
        }
        at++;
    }

    private void number() throws NotJson {
        if (next() == '-') {
            at++;
        }
        if (next() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && json[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (json[at] == 'e' || json[at] == 'E')) {
            at++;
            byte sign = next();
            if (sign == '+' || sign == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() throws NotJson {
        int start = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw fault();
        }
    }

    private void literal(String word) throws NotJson {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private void expect(char wanted) throws NotJson {
        if (next() != wanted) {
            throw fault();
        }
        at++;
    }

    private byte next() throws NotJson {
        if (at >= end) {
            throw fault();
        }
        return json[at];
    }

    private void space() {
        while (at < end) {
            byte c = json[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private NotJson fault() {
        return new NotJson(at, false);
    }
}
