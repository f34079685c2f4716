package io.promptgate.gateway.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object by their places in its bytes: nothing is built of the values, however large they are, but
 * all of the object is checked to be JSON.
 */
public final class Members {
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
     * @throws NotJson when they are anything else, or nested deeper than 1,000, or more than 10,000
     */
    public static List<Member> of(byte[] bytes) throws NotJson {
        return JsonScan.members(bytes, 0, bytes.length);
    }

    /** The members of the object that is a member's value. */
    public static List<Member> of(byte[] bytes, Member object) throws NotJson {
        return JsonScan.members(bytes, object.valueStart(), object.valueEnd());
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
    public static String text(byte[] bytes, Member string) throws NotJson {
        int from = string.valueStart() + 1;
        int to = string.valueEnd() - 1;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return unescaped(bytes, string.valueStart(), string.valueEnd());
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** A parser over a member's value alone. */
    public static JsonParser parser(byte[] bytes, Member member) throws IOException {
        return JSON.createParser(bytes, member.valueStart(), member.valueEnd() - member.valueStart());
    }

    /** The text of the JSON string between two places, quotes included. */
    static String unescaped(byte[] bytes, int from, int to) throws NotJson {
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            json.nextToken();
            return json.getText();
        } catch (IOException _) {
            throw new NotJson(from, false);
        }
    }
}
