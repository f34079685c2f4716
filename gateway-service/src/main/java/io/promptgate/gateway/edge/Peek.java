package io.promptgate.gateway.edge;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.json.Unicode;
import io.promptgate.gateway.edge.Members.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look over a request's body: checks that it is a JSON object and notes where its top-level members stand. The
 * bytes themselves are kept and never written anew.
 */
public final class Peek {
    private static final int LONGEST_WHOLE = 15;

    private final byte[] body;
    private final List<Member> members;
    private final String model;
    private final boolean stream;
    private final boolean usageAsked;

    private Peek(byte[] body, List<Member> members) throws NotJson {
        this.body = body;
        this.members = members;
        refuseTwice("model");
        refuseTwice("stream");
        this.model = model(member("model"));
        this.stream = isTrue(members, "stream");
        Member options = member("stream_options");
        this.usageAsked = stream
                && options != null
                && body[options.valueStart()] == '{'
                && isTrue(Members.of(body, options), "include_usage");
    }

    /**
     * Looks the body of a model call over. The array is kept, not copied.
     *
     * @throws ApiException {@code invalid_json} when it is not one JSON object in UTF-8; {@code invalid_request} when
     *     {@code model} is missing or no string, {@code stream} no boolean, or either is named twice
     */
    public static Peek of(byte[] body) {
        if (body.length == 0) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The request body is empty; send a JSON object.");
        }
        try {
            return new Peek(body, Members.of(body));
        } catch (NotJson e) {
            throw new ApiException(ErrorCode.INVALID_JSON, invalid(body, e));
        }
    }

    /** The body as it came. */
    public byte[] body() {
        return body;
    }

    /** The value of {@code model}, unescaped. */
    public String model() {
        return model;
    }

    public boolean stream() {
        return stream;
    }

    /** Whether the client wants the usage chunk of a stream: {@code stream_options.include_usage} is {@code true}. */
    public boolean usageAsked() {
        return usageAsked;
    }

    /** All top-level members in their order. */
    public List<Member> members() {
        return members;
    }

    /** The last top-level member of that name, or null. */
    public @Nullable Member member(String name) {
        return Members.find(members, name);
    }

    /** The value of the top-level member of that name where it is a whole number from 0 on; else {@code absent}. */
    public long whole(String name, long absent) {
        Member member = member(name);
        if (member == null || member.valueEnd() - member.valueStart() > LONGEST_WHOLE) {
            return absent;
        }
        long value = 0;
        for (int i = member.valueStart(); i < member.valueEnd(); i++) {
            if (body[i] < '0' || body[i] > '9') {
                return absent;
            }
            value = value * 10 + body[i] - '0';
        }
        return value;
    }

    private String model(@Nullable Member member) throws NotJson {
        if (member == null || body[member.valueStart()] != '"') {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST,
                    member == null ? "The field model is missing." : "The field model must be a string.",
                    "model");
        }
        String name = Members.text(body, member);
        if (!Unicode.isWellFormed(name)) {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST, "The field model holds half of a surrogate pair.", "model");
        }
        return name;
    }

    private boolean isTrue(List<Member> among, String name) {
        Member member = Members.find(among, name);
        if (member == null) {
            return false;
        }
        byte first = body[member.valueStart()];
        if (first != 't' && first != 'f' && first != 'n') {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "The field " + name + " must be true or false.", name);
        }
        return first == 't';
    }

    private void refuseTwice(String name) {
        int seen = 0;
        for (Member member : members) {
            seen += member.name().equals(name) ? 1 : 0;
        }
        if (seen > 1) {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST, "The field " + name + " stands twice in the request body.", name);
        }
    }

    private static String invalid(byte[] body, NotJson fault) {
        if (fault.tooMuch()) {
            return "The request body is nested too deep or has too many members.";
        }
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < fault.at(); i++) {
            if (body[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "The request body is not a valid JSON object in UTF-8 (line " + line + ", column "
                + (fault.at() - lineStart + 1) + ").";
    }
}
