package io.promptgate.gateway.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object by their places in its bytes, in one pass over the tokens: nothing is built of the
 * values, however large they are, but all of the object is checked to be JSON.
 */
public final class Members {
    /** Each one found takes memory, the smallest more than its own bytes. */
    private static final int MOST = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Members() {}

    /**
     * A member of an object.
     *
     * @param nameStart where the opening quote of the name stands
     * @param valueStart where the value's first byte stands
     * @param valueEnd one past the value's last byte
     */
    public record Member(String name, int nameStart, int valueStart, int valueEnd) {}

    /**
     * Finds the members of the one object that the bytes are.
     *
     * @throws IOException when they are anything else; a {@link JsonParseException} says where; a {@link
     *     StreamConstraintsException} that they are nested too deep, or too many
     */
    public static List<Member> of(byte[] bytes) throws IOException {
        return of(bytes, 0, bytes.length);
    }

    /** The members of the object that is a member's value. */
    public static List<Member> of(byte[] bytes, Member object) throws IOException {
        return of(bytes, object.valueStart(), object.valueEnd());
    }

    /** The last member of that name, as most readers take it, or null. */
    public static @Nullable Member find(List<Member> members, String name) {
        for (int i = members.size() - 1; i >= 0; i--) {
            if (members.get(i).name().equals(name)) {
                return members.get(i);
            }
        }
        return null;
    }

    /** The text of a member that is a JSON string, unescaped. */
    public static String text(byte[] bytes, Member string) throws IOException {
        try (JsonParser json = parser(bytes, string)) {
            json.nextToken();
            return json.getText();
        }
    }

    /** A parser over a member's value alone. */
    public static JsonParser parser(byte[] bytes, Member member) throws IOException {
        return JSON.createParser(bytes, member.valueStart(), member.valueEnd() - member.valueStart());
    }

    private static List<Member> of(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "not a JSON object");
            }
            List<Member> members = new ArrayList<>(8);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (members.size() == MOST) {
                    throw new StreamConstraintsException("more than " + MOST + " members");
                }
                members.add(member(json, from));
            }
            if (json.nextToken() != null) {
                throw new JsonParseException(json, "more behind the JSON object");
            }
            return members;
        }
    }

    private static Member member(JsonParser json, int base) throws IOException {
        String name = json.currentName();
        int nameStart = base + (int) json.currentTokenLocation().getByteOffset();
        json.nextToken();
        int valueStart = base + (int) json.currentTokenLocation().getByteOffset();
        json.finishToken();
        json.skipChildren();
        return new Member(
                name, nameStart, valueStart, base + (int) json.currentLocation().getByteOffset());
    }
}
