package io.promptgate.gateway.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.json.Unicode;
import io.promptgate.gateway.edge.Members.Member;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look over a request's body: checks that it is a JSON object and notes where its top-level members stand. The
 * bytes themselves are kept and never written anew.
 */
public final class Peek {
    private final byte[] body;
    private final List<Member> members;
    private final String model;
    private final boolean stream;
    private final boolean usageAsked;

    private Peek(byte[] body, List<Member> members) throws IOException {
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
        refuseOtherEncodings(body);
        try {
            return new Peek(body, Members.of(body));
        } catch (StreamConstraintsException _) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "The request body is nested too deep or has too many members.");
        } catch (JsonProcessingException e) {
            throw new ApiException(ErrorCode.INVALID_JSON, invalid(e));
        } catch (IOException _) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The request body is not JSON in UTF-8.");
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

    /** The parser would read UTF-16 and UTF-32 too, and with a BOM: the upstream perhaps not (RFC 8259, 8.1). */
    private static void refuseOtherEncodings(byte[] body) {
        if (body.length == 0) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The request body is empty; send a JSON object.");
        }
        boolean wide = body.length > 1 && (body[0] == 0 || body[1] == 0);
        boolean marked = body[0] == (byte) 0xEF || body[0] == (byte) 0xFE || body[0] == (byte) 0xFF;
        if (wide || marked || !Utf8.isValid(body)) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "The request body is not JSON in UTF-8 without a byte order mark.");
        }
    }

    private String model(@Nullable Member member) throws IOException {
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

    private static String invalid(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null
                ? "The request body is not a valid JSON object."
                : "The request body is not a valid JSON object (line " + at.getLineNr() + ", column " + at.getColumnNr()
                        + ").";
    }
}
