package io.promptgate.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.gateway.edge.Members.Member;
import io.promptgate.testkit.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PeekTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static {
        JACKSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build());
    }

    static List<Path> valid() {
        return Golden.files("peek/valid", ".json");
    }

    static List<Path> invalid() {
        return Golden.files("peek/invalid", ".json");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void findsWhatJacksonFinds(Path file) throws IOException {
        // Given
        byte[] body = Golden.bytes(file);

        // When
        Peek peek = Peek.of(body);

        // Then
        assertThat(peek.body()).isSameAs(body);
        assertSameMembers(body, peek.members(), JACKSON.readTree(body));
        assertThat(peek.model()).isEqualTo(JACKSON.readTree(body).path("model").asText());
        assertThat(peek.stream())
                .isEqualTo(JACKSON.readTree(body).path("stream").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNoJsonObjectInUtf8(Path file) {
        // Given
        byte[] body = Golden.bytes(file);

        // When
        ApiException refusal = refusal(body);

        // Then
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_JSON);
        assertThat(refusal.text()).startsWith("The request body").doesNotContain("fast", "Exception", "jackson");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void refusesEveryTruncation(Path file) {
        // Given
        byte[] whole = new String(Golden.bytes(file), StandardCharsets.UTF_8)
                .stripTrailing()
                .getBytes(StandardCharsets.UTF_8);
        int step = Math.max(1, whole.length / 400);

        // When, Then
        for (int length = 0; length < whole.length; length += step) {
            assertThat(refusal(Arrays.copyOf(whole, length)).code()).isEqualTo(ErrorCode.INVALID_JSON);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {}; model; missing
            {"Model":"fast"}; model; missing
            {"messages":[{"model":"fast"}]}; model; missing
            {"model":null}; model; must be a string
            {"model":1}; model; must be a string
            {"model":["fast"]}; model; must be a string
            {"model":{"model":"fast"}}; model; must be a string
            {"model":"fast","model":"fast"}; model; twice
            {"model":"fast","mod\\u0065l":"other"}; model; twice
            {"\\u006d\\u006f\\u0064\\u0065\\u006c":"fast","model":"other"}; model; twice
            {"model":"fast","stream":true,"stream":true}; stream; twice
            {"model":"fast","stream":false,"s\\u0074ream":true}; stream; twice
            {"model":"fast","stream":"true"}; stream; must be true or false
            {"model":"fast","stream":1}; stream; must be true or false
            {"model":"fast","stream":{}}; stream; must be true or false
            {"model":"fast","stream":[true]}; stream; must be true or false
            {"model":"fast","stream":true,"stream_options":{"include_usage":1}}; include_usage; must be true or false
            {"model":"\\ud800"}; model; surrogate
            {"model":"openai:\\udc00\\ud800"}; model; surrogate
            """)
    void refusesWhatTwoReadersCouldReadDifferently(String body, String param, String words) {
        // When
        ApiException refusal = refusal(body.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.param()).isEqualTo(param);
        assertThat(refusal.text()).contains(words, param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"model":"m"}; false; false
            {"model":"m","stream":false,"stream_options":{"include_usage":true}}; false; false
            {"model":"m","stream":true}; true; false
            {"model":"m","stream":true,"stream_options":{}}; true; false
            {"model":"m","stream":true,"stream_options":null}; true; false
            {"model":"m","stream":true,"stream_options":[]}; true; false
            {"model":"m","stream":true,"stream_options":"yes"}; true; false
            {"model":"m","stream":true,"stream_options":{"include_usage":false}}; true; false
            {"model":"m","stream":true,"stream_options":{"include_usage":null}}; true; false
            {"model":"m","stream":true,"stream_options":{"x":{"include_usage":true}}}; true; false
            {"model":"m","stream":true,"stream_options":{"include_usage":true}}; true; true
            {"stream_options":{"x":1,"include_us\\u0061ge":true},"stream":true,"model":"m"}; true; true
            """)
    void seesWhetherAStreamAndItsUsageAreAskedFor(String body, boolean stream, boolean usageAsked) {
        // When
        Peek peek = Peek.of(body.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(peek.stream()).isEqualTo(stream);
        assertThat(peek.usageAsked()).isEqualTo(usageAsked);
    }

    @Test
    void unescapesTheModel() {
        // When
        Peek peek = Peek.of("{\"model\":\"open\\u0061i:a\\/\\\"\\ud83d\\ude00é\"}".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(peek.model()).isEqualTo("openai:a/\"😀é");
    }

    @Test
    void agreesWithJacksonOnGeneratedAndDamagedBodies() throws IOException {
        Random random = new Random(20_261_122);
        for (int round = 0; round < 4_000; round++) {
            // Given
            byte[] body = ("{\"model\":\"m\"," + RandomJson.members(random) + "}").getBytes(StandardCharsets.UTF_8);
            for (int damage = random.nextInt(3); damage > 0; damage--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            JsonNode tree;
            try {
                tree = jackson(body);
            } catch (NumberFormatException _) {
                continue; // a number, but none that a tree can hold
            }

            // When, Then
            if (tree == null || !isUtf8(body)) {
                assertThatCode(() -> Members.of(Peek.of(body).body()))
                        .as(new String(body, StandardCharsets.ISO_8859_1))
                        .isInstanceOf(ApiException.class);
            } else {
                assertSameMembers(body, Members.of(body), tree);
            }
        }
    }

    /** The tree of what Jackson takes for one JSON object, else null. */
    private static @Nullable JsonNode jackson(byte[] body) {
        try {
            JsonNode tree = JACKSON.readTree(body);
            return tree.isObject() ? tree : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Each member's bytes are its value as Jackson reads it, in order, with nothing but separators between. */
    private static void assertSameMembers(byte[] body, List<Member> members, JsonNode tree) throws IOException {
        int at = 0;
        for (Member member : members) {
            assertThat(between(body, at, member.nameStart())).containsOnlyOnce(at == 0 ? "{" : ",");
            byte[] value = Arrays.copyOfRange(body, member.valueStart(), member.valueEnd());
            if (member.equals(Members.find(members, member.name()))) {
                assertThat(JACKSON.readTree(value)).isEqualTo(tree.path(member.name()));
            }
            byte[] name = Arrays.copyOfRange(body, member.nameStart(), member.valueStart());
            assertThat(new String(name, StandardCharsets.UTF_8).strip())
                    .startsWith("\"")
                    .endsWith(":");
            at = member.valueEnd();
        }
        assertThat(between(body, at, body.length)).isEqualTo("}");
        assertThat(members.stream().map(Member::name).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(tree.properties().stream()
                        .map(property -> property.getKey())
                        .toList());
    }

    private static String between(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8).strip();
    }

    private static ApiException refusal(byte[] body) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> Peek.of(body));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
