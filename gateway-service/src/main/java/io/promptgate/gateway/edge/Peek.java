package io.promptgate.gateway.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look over a request's body: checks that it is a JSON object and notes where its top-level members stand. The
 * bytes themselves are kept and never written anew.
 */
public final class Peek {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final List<Member> members;
    private final String model;
    private final boolean stream;

    private Peek(byte[] body, List<Member> members) {
        this.body = body;
        this.members = members;
        this.model = modelOf(body, members);
        this.stream = isTrue(body, members, "stream");
    }

    /**
     * A member of a JSON object, by its byte offsets in the body.
     *
     * @param nameStart where the opening quote of the name stands
     * @param valueStart where the value's first byte stands
     * @param valueEnd one past the value's last byte
     */
    public record Member(String name, int nameStart, int valueStart, int valueEnd) {}

    /**
     * Looks the body of a model call over. The array is kept, not copied.
     *
     * @throws ApiException {@code invalid_json} when it is not one JSON object in UTF-8; {@code invalid_request} when
     *     {@code model} is missing or no string, {@code stream} no boolean, or either is named twice
     */
    public static Peek of(byte[] body) {
        return new Peek(body, members(body));
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

    /** All top-level members in their order. */
    public List<Member> members() {
        return members;
    }

    /** The last member of that name, or null. */
    public @Nullable Member member(String name) {
        return find(members, name);
    }

    /** Whether the client asked for the usage chunk: {@code stream_options.include_usage} is {@code true}. */
    public boolean usageAsked() {
        Member options = member("stream_options");
        return options != null
                && body[options.valueStart()] == '{'
                && isTrue(body, membersOf(body, options), "include_usage");
    }

    /** The members of an object that is a member's value; offsets are again those of the whole body. */
    public static List<Member> membersOf(byte[] body, Member object) {
        try (JsonParser json = JSON.createParser(body, object.valueStart(), object.valueEnd() - object.valueStart())) {
            return scan(json, object.valueStart());
        } catch (IOException e) {
            throw new IllegalStateException("the whole body was checked before", e);
        }
    }

    private static List<Member> members(byte[] body) {
        if (body.length == 0) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The request body is empty; send a JSON object.");
        }
        refuseOtherEncodings(body);
        try (JsonParser json = JSON.createParser(body)) {
            List<Member> members = scan(json, 0);
            if (json.nextToken() != null) {
                throw new ApiException(
                        ErrorCode.INVALID_JSON, "The request body has more behind its JSON object; send one object.");
            }
            return members;
        } catch (JsonProcessingException e) {
            throw new ApiException(ErrorCode.INVALID_JSON, invalid(e));
        } catch (IOException e) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The request body is not JSON in UTF-8.");
        }
    }

    /** The parser would read UTF-16 and UTF-32 too, and with a BOM: the upstream perhaps not (RFC 8259, 8.1). */
    private static void refuseOtherEncodings(byte[] body) {
        boolean wide = body.length > 1 && (body[0] == 0 || body[1] == 0);
        boolean marked = body[0] == (byte) 0xEF || body[0] == (byte) 0xFE || body[0] == (byte) 0xFF;
        if (wide || marked) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "The request body is not JSON in UTF-8 without a byte order mark.");
        }
    }

    private static List<Member> scan(JsonParser json, int base) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The request body must be a JSON object.");
        }
        List<Member> members = new ArrayList<>(8);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            int nameStart = base + (int) json.currentTokenLocation().getByteOffset();
            json.nextToken();
            int valueStart = base + (int) json.currentTokenLocation().getByteOffset();
            json.finishToken();
            json.skipChildren();
            members.add(new Member(
                    name,
                    nameStart,
                    valueStart,
                    base + (int) json.currentLocation().getByteOffset()));
        }
        return members;
    }

    private static String modelOf(byte[] body, List<Member> members) {
        refuseTwice(members, "model");
        refuseTwice(members, "stream");
        Member model = find(members, "model");
        if (model == null || body[model.valueStart()] != '"') {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST,
                    model == null ? "The field model is missing." : "The field model must be a string.",
                    "model");
        }
        return unquote(body, model);
    }

    private static String unquote(byte[] body, Member member) {
        try (JsonParser json = JSON.createParser(body, member.valueStart(), member.valueEnd() - member.valueStart())) {
            json.nextToken();
            return json.getText();
        } catch (IOException e) {
            throw new IllegalStateException("the whole body was checked before", e);
        }
    }

    private static boolean isTrue(byte[] body, List<Member> members, String name) {
        Member member = find(members, name);
        if (member == null) {
            return false;
        }
        byte first = body[member.valueStart()];
        if (first != 't' && first != 'f' && first != 'n') {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "The field " + name + " must be true or false.", name);
        }
        return first == 't';
    }

    private static void refuseTwice(List<Member> members, String name) {
        if (members.stream().filter(m -> m.name().equals(name)).count() > 1) {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST, "The field " + name + " stands twice in the request body.", name);
        }
    }

    private static @Nullable Member find(List<Member> members, String name) {
        for (int i = members.size() - 1; i >= 0; i--) {
            if (members.get(i).name().equals(name)) {
                return members.get(i);
            }
        }
        return null;
    }

    private static String invalid(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null
                ? "The request body is not valid JSON."
                : "The request body is not valid JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
    }
}
