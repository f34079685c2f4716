package io.promptgate.gateway.provider.openai;

import io.promptgate.gateway.provider.Content;

/**
 * One pass over the JSON of a stream's chunk, without building anything: where its usage stands, whether it carries
 * content, a finish, an error. It trusts the brackets; what is not JSON simply yields nothing. Reused from chunk to
 * chunk, by one thread.
 *
 * <p>Content is any non-empty string under {@code choices} named {@code content}, {@code arguments}, {@code
 * reasoning_content}, {@code reasoning} or {@code refusal}; in content of several parts also {@code text} and {@code
 * thinking}, and in audio {@code transcript} and {@code data}.
 */
final class ChunkScan {
    private final Content content;
    private byte[] json = {};
    private int at;

    private int usageStart;
    private int usageEnd;
    private boolean error;
    private boolean finish;
    private boolean choices;
    private long contentBytes;

    /** @param content where what is found goes */
    ChunkScan(Content content) {
        this.content = content;
    }

    void scan(byte[] chunk) {
        json = chunk;
        at = 0;
        usageStart = -1;
        usageEnd = -1;
        error = false;
        finish = false;
        choices = false;
        contentBytes = 0;
        skipSpace();
        if (at < json.length && json[at] == '{') {
            topLevel();
        }
    }

    boolean hasUsage() {
        return usageStart >= 0;
    }

    int usageStart() {
        return usageStart;
    }

    int usageLength() {
        return usageEnd - usageStart;
    }

    boolean hasError() {
        return error;
    }

    boolean hasFinish() {
        return finish;
    }

    /** Whether {@code choices} has at least one element. */
    boolean hasChoices() {
        return choices;
    }

    long contentBytes() {
        return contentBytes;
    }

    private void topLevel() {
        at++;
        while (toName()) {
            int start = at;
            int end = string();
            toValue();
            if (is(start, end, "usage") && peek() == '{') {
                usageStart = at;
                skipValue(false);
                usageEnd = at;
            } else if (is(start, end, "choices")) {
                choices = nonEmptyArray();
                skipValue(true);
            } else {
                error |= is(start, end, "error") && peek() != 'n';
                skipValue(false);
            }
        }
    }

    /** Leaves {@code at} behind the value; inside {@code choices} looks for content and finish on the way. */
    private void skipValue(boolean look) {
        int depth = 0;
        while (at < json.length) {
            byte c = json[at];
            if (c == '"') {
                int start = at;
                int end = string();
                if (look && depth > 0) {
                    look(start, end);
                }
            } else if (c == '{' || c == '[') {
                depth++;
                at++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return;
                }
                depth--;
                at++;
            } else if (c == ',' && depth == 0) {
                return;
            } else {
                at++;
                continue;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private void look(int start, int end) {
        skipSpace();
        if (peek() != ':' || !isWanted(start, end)) {
            return;
        }
        toValue();
        if (peek() != '"') {
            return;
        }
        int value = at;
        int length = string() - value - 2;
        if (is(start, end, "finish_reason")) {
            finish = true;
        } else {
            contentBytes += length;
            take(value + 1, length, is(start, end, "data"));
        }
    }

    private void take(int from, int length, boolean sound) {
        if (sound) {
            content.addSound(length);
        } else if (length > 0) {
            content.add(json, from, length);
        }
    }

    private boolean isWanted(int start, int end) {
        return is(start, end, "content")
                || is(start, end, "finish_reason")
                || is(start, end, "arguments")
                || is(start, end, "reasoning_content")
                || is(start, end, "reasoning")
                || is(start, end, "refusal")
                || is(start, end, "text")
                || is(start, end, "thinking")
                || is(start, end, "transcript")
                || is(start, end, "data");
    }

    /** Moves to the next member's name; false at the end of the object. */
    private boolean toName() {
        while (at < json.length && json[at] != '"') {
            if (json[at] == '}') {
                return false;
            }
            at++;
        }
        return at < json.length;
    }

    private void toValue() {
        skipSpace();
        if (peek() == ':') {
            at++;
        }
        skipSpace();
    }

    private void skipSpace() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    /** Moves behind the string that starts here and returns that place. */
    private int string() {
        at++;
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, json.length);
        return at;
    }

    private boolean nonEmptyArray() {
        if (peek() != '[') {
            return false;
        }
        int next = at + 1;
        while (next < json.length && json[next] <= ' ' && json[next] >= 0) {
            next++;
        }
        return next < json.length && json[next] != ']';
    }

    private byte peek() {
        return at < json.length ? json[at] : 0;
    }

    /** Whether the quoted text between the two places is this plain name. */
    private boolean is(int start, int end, String name) {
        if (end - start != name.length() + 2) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (json[start + 1 + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
