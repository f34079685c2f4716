package io.promptgate.gateway.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptgate.gateway.edge.RandomJson;
import io.promptgate.gateway.provider.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChunkScanTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> CONTENT = Set.of(
            "content",
            "arguments",
            "reasoning_content",
            "reasoning",
            "refusal",
            "text",
            "thinking",
            "transcript",
            "data");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"choices":[{"delta":{"role":"assistant","content":""}}]}; 0; false
            {"choices":[{"delta":{"content":"hi"}}]}; 2; false
            {"choices":[{"delta":{"content":null},"finish_reason":null}]}; 0; false
            {"choices":[{"delta":{"content":"a\\"b\\\\"}}]}; 6; false
            {"choices":[{"delta":{},"finish_reason":"stop"}]}; 0; true
            {"choices":[{"delta":{"content":"x"},"finish_reason":"length"}]}; 1; true
            {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}]}}]}; 0; false
            {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\""}}]}}]}; 6; false
            {"choices":[{"delta":{"reasoning_content":"hmm"}}]}; 3; false
            {"choices":[{"delta":{"reasoning":"hm"}}]}; 2; false
            {"choices":[{"delta":{"refusal":"no"}}]}; 2; false
            {"choices":[{"delta":{"content":[{"type":"text","text":"abc"}]}}]}; 3; false
            {"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"ab"}]}]}}]}; 2; false
            {"choices":[{"delta":{"audio":{"id":"a","transcript":"hey"}}}]}; 3; false
            {"choices":[{"text":"old"}]}; 3; false
            {"choices":[{"delta":{"content":"a"}},{"index":1,"delta":{"content":"bc"}}]}; 3; false
            {"content":"not here","delta":{"content":"nor here"},"choices":[]}; 0; false
            {"choices":[{"delta":{"name":"content","other":"finish_reason"}}]}; 0; false
            {"choices":[{"delta":{"content" : "x"} , "finish_reason" : "stop"}]}; 1; true
            {"choices":[{"finish_reason":5,"delta":{"content":7}}]}; 0; false
            """)
    void seesContentAndFinish(String chunk, long contentBytes, boolean finish) {
        // When
        ChunkScan scan = scan(chunk);

        // Then
        assertThat(scan.contentBytes()).isEqualTo(contentBytes);
        assertThat(scan.hasFinish()).isEqualTo(finish);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"choices":[],"usage":{"prompt_tokens":1}}; {"prompt_tokens":1}
            {"usage":{"a":{"b":[1,"}",{"c":2}]}},"choices":[]}; {"a":{"b":[1,"}",{"c":2}]}}
            {"usage" : {"a":"\\"}"} ,"x":1}; {"a":"\\"}"}
            {"x":{"usage":{"a":1}},"y":[{"usage":{}}]}; none
            {"usage":null}; none
            {"usage":[1]}; none
            {"usage":"{}"}; none
            """)
    void findsTheUsage(String chunk, String usage) {
        // When
        ChunkScan scan = scan(chunk);

        // Then
        String found = scan.hasUsage()
                ? new String(utf8(chunk), scan.usageStart(), scan.usageLength(), StandardCharsets.UTF_8)
                : "none";
        assertThat(found).isEqualTo(usage);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"error":{"message":"x"}}; true
            {"error":"x"}; true
            {"error":null,"choices":[]}; false
            {"choices":[{"delta":{"error":{"message":"x"}}}]}; false
            {"x":"error","y":{"error":1}}; false
            {"choices":[{"delta":{"content":"{\\"error\\":1}"}}]}; false
            { "object" : "error" , "error" : { } }; true
            """)
    void findsTheError(String chunk, boolean error) {
        assertThat(scan(chunk).hasError()).isEqualTo(error);
    }

    @Test
    void seesWhatJacksonSeesInGeneratedChunks() throws IOException {
        Random random = new Random(7);
        ChunkScan scan = new ChunkScan(new Content());
        for (int round = 0; round < 20_000; round++) {
            // Given
            String chunk = chunk(random);
            JsonNode tree;
            try {
                tree = JACKSON.readTree(chunk);
            } catch (JsonParseException _) {
                continue; // of a name that stands twice, readers see different values
            }

            // When
            scan.scan(utf8(chunk));

            // Then
            assertThat(scan.hasUsage()).as(chunk).isEqualTo(tree.path("usage").isObject());
            assertThat(scan.hasChoices())
                    .as(chunk)
                    .isEqualTo(!tree.path("choices").isEmpty()
                            && tree.path("choices").isArray());
            assertThat(scan.hasError())
                    .as(chunk)
                    .isEqualTo(tree.has("error") && !tree.path("error").isNull());
            assertThat(scan.hasFinish()).as(chunk).isEqualTo(finishes(tree.path("choices")));
            assertThat(scan.contentBytes() > 0).as(chunk).isEqualTo(content(tree.path("choices")) > 0);
            if (chunk.indexOf('\\') < 0) {
                assertThat(scan.contentBytes()).as(chunk).isEqualTo(content(tree.path("choices")));
            }
            if (scan.hasUsage()) {
                assertThat(JACKSON.readTree(utf8(chunk), scan.usageStart(), scan.usageLength()))
                        .isEqualTo(tree.path("usage"));
            }
        }
    }

    @Test
    void neverFailsOnDamagedChunks() {
        Random random = new Random(8);
        ChunkScan scan = new ChunkScan(new Content());
        for (int round = 0; round < 20_000; round++) {
            byte[] chunk = utf8(chunk(random));
            for (int damage = random.nextInt(4); damage > 0; damage--) {
                chunk[random.nextInt(chunk.length)] = (byte) random.nextInt(256);
            }
            scan.scan(Arrays.copyOf(chunk, random.nextInt(chunk.length + 1)));
            assertThat(scan.hasUsage() && scan.usageStart() + scan.usageLength() > chunk.length)
                    .isFalse();
        }
    }

    private static String chunk(Random random) {
        StringBuilder chunk = new StringBuilder("{\"id\":\"c\"");
        if (random.nextBoolean()) {
            chunk.append(",\"choices\":").append(value(random));
        }
        if (random.nextInt(3) == 0) {
            chunk.append(",\"usage\":").append(value(random));
        }
        if (random.nextInt(3) == 0) {
            chunk.append(",\"error\":").append(value(random));
        }
        return chunk.append(random.nextBoolean() ? ",\"x\":" + value(random) : "")
                .append('}')
                .toString();
    }

    private static String value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> RandomJson.value(random, 4);
            case 1 -> "[]";
            default ->
                "[{\"delta\":{\"content\":" + RandomJson.value(random, 1) + ",\"arguments\":"
                        + RandomJson.value(random, 0) + "},\"finish_reason\":" + RandomJson.value(random, 0) + "}]";
        };
    }

    private static boolean finishes(JsonNode node) {
        if (node.isObject() && node.path("finish_reason").isTextual()) {
            return true;
        }
        for (JsonNode child : node) {
            if (finishes(child)) {
                return true;
            }
        }
        return false;
    }

    private static long content(JsonNode node) {
        long bytes = 0;
        if (node.isObject()) {
            for (var property : node.properties()) {
                if (CONTENT.contains(property.getKey()) && property.getValue().isTextual()) {
                    bytes += utf8(property.getValue().textValue()).length;
                }
            }
        }
        for (JsonNode child : node) {
            bytes += content(child);
        }
        return bytes;
    }

    private static ChunkScan scan(String chunk) {
        ChunkScan scan = new ChunkScan(new Content());
        scan.scan(utf8(chunk));
        return scan;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
