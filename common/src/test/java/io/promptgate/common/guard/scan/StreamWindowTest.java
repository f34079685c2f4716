package io.promptgate.common.guard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.promptgate.common.guard.LabelledPattern;
import io.promptgate.common.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StreamWindowTest {
    private static final String RANDOM = "Zx8Kq2Vw7Lm4Rt9Yb3Nc6Hd1Jf5Gs0PaUeIoQwErTy";
    private static final String KEY = "-----BEGIN EC PRIVATE " + "KEY-----\nMIIEow" + (RANDOM + "+/\n").repeat(9)
            + "-----END EC PRIVATE " + "KEY-----";
    private static final String TOKEN = "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + RANDOM.repeat(12) + "." + RANDOM.repeat(3);
    /** What a text is put together of: things to mask, their neighbours, and what only begins like them. */
    private static final String[] PIECES = {
        "jane.doe@example.co.uk",
        "@",
        "a",
        ".",
        " ",
        "\n",
        "-",
        "0",
        "1",
        "4111 1111 1111 1111",
        "5555555555554444",
        "123-45-6789",
        "+49 151 1234567",
        "(415) 555-2671",
        "DE89 3704 0044 0532 0130 00",
        "192.168.0.1",
        "2001:db8::1",
        "::",
        "fe80:",
        "sk-" + RANDOM,
        "sk-proj-",
        RANDOM,
        "ghp_",
        TOKEN,
        "eyJ",
        KEY,
        "-----BEGIN ",
        "PRIVATE " + "KEY-----",
        "EMP-12345",
        "EMP-",
        "word ",
        "Grüße ",
        "\ud83d\ude00",
        "\ud83d",
        "{\"a\":",
        "}",
        ",",
        "\"",
        "x@y.de\u200b",
        "4111"
    };

    @Test
    void givesWhatTheWholeTextGivesHoweverItIsCut() {
        Random random = new Random(5);
        TextGuard guard = Rules.masking();
        for (int round = 0; round < 500; round++) {
            String text = text(random);
            String whole = GuardedText.plain(guard, text, false).apply(text);

            assertThat(streamed(guard, text, false, random)).as(text).isEqualTo(whole);
        }
    }

    @Test
    void givesWhatWholeArgumentsGiveHoweverTheyAreCut() {
        Random random = new Random(6);
        TextGuard guard = Rules.masking();
        for (int round = 0; round < 500; round++) {
            String text = json(random);
            String whole = GuardedText.json(guard, text, false).apply(text);

            assertThat(streamed(guard, text, true, random)).as(text).isEqualTo(whole);
        }
    }

    @Test
    void keepsArgumentsJson() throws JsonProcessingException {
        Random random = new Random(7);
        TextGuard guard = Rules.masking();
        for (int round = 0; round < 500; round++) {
            String text = json(random);

            String masked = GuardedText.json(guard, text, false).apply(text);

            assertThat(Json.MAPPER.readTree(masked)).as(masked).isNotNull();
        }
        String numbers = "{\"card\":4111111111111111,\"to\":\"a\\u0040b.de\",\"n\":\"\\njane@x.org\"}";
        assertThat(GuardedText.json(guard, numbers, false).apply(numbers))
                .isEqualTo("{\"card\":\"[redacted:credit_card]\",\"to\":\"[redacted:email]\","
                        + "\"n\":\"\\n[redacted:email]\"}");
    }

    @Test
    void letsNothingOfAKeywordThrough() {
        TextGuard guard = Rules.keywords(true, "forbidden fruit");
        StreamWindow window = new StreamWindow(guard, 0, false, _ -> {});
        StringBuilder out = new StringBuilder();
        String text = "x ".repeat(300) + "FORBIDDEN  FRUIT" + " y".repeat(300);

        for (int i = 0; i < text.length(); i++) {
            out.append(window.push(text.substring(i, i + 1)));
        }
        out.append(window.finish());

        assertThat(window.blocked()).isNotNull();
        assertThat(out.toString()).isEqualTo("x ".repeat(out.length() / 2)).hasSizeLessThanOrEqualTo(600);
    }

    @Test
    void blocksATextThatGrowsTooLong() {
        StreamWindow window = new StreamWindow(Rules.length(3), 0, false, _ -> {});

        window.push("\ud83d\ude00ab");
        assertThat(window.blocked()).isNull();
        window.push("c");
        assertThat(window.blocked()).isNotNull();
        assertThat(window.finish()).isEmpty();
    }

    @Test
    void masksTheRestOfAMatchThatIsLongerThanWhatIsHeldBack() {
        TextGuard guard = Rules.pii(new LabelledPattern("all", "<[a-z]+>"));
        StreamWindow window = new StreamWindow(guard, 0, false, _ -> {});
        String text = "<" + "a".repeat(290) + ">" + " ".repeat(300);
        StringBuilder out = new StringBuilder();

        for (int i = 0; i < text.length(); i += 10) {
            out.append(window.push(text.substring(i, Math.min(text.length(), i + 10))));
        }
        out.append(window.finish());

        assertThat(out.toString().strip()).endsWith("a[redacted:all]").hasSizeLessThan(70);
    }

    private static String streamed(TextGuard guard, String text, boolean json, Random random) {
        List<Finding> edited = new ArrayList<>();
        StreamWindow window = new StreamWindow(guard, 256 + random.nextInt(50), json, edited::add);
        StringBuilder out = new StringBuilder();
        int at = 0;
        int most = 1 + random.nextInt(200);
        while (at < text.length()) {
            int to = Math.min(text.length(), at + 1 + random.nextInt(most));
            out.append(window.push(text.substring(at, to)));
            at = to;
        }
        out.append(window.finish());
        assertThat(edited)
                .hasSameSizeAs(
                        out.toString().split("\\[redacted:", -1).length > 1
                                ? new int[out.toString().split("\\[redacted:", -1).length - 1]
                                : new int[0]);
        return out.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
            if (random.nextInt(4) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    /** An object of texts and numbers, some of their characters escaped where they need not be. */
    private static String json(Random random) {
        StringBuilder json = new StringBuilder("{");
        for (int i = random.nextInt(6); i >= 0; i--) {
            json.append("\"k").append(i).append("\":");
            if (random.nextInt(3) == 0) {
                json.append(random.nextBoolean() ? "4111111111111111" : "-12.5e3");
            } else {
                json.append('"');
                text(random).chars().forEach(c -> json.append(escaped((char) c, random)));
                json.append('"');
            }
            json.append(i == 0 ? "}" : ",");
        }
        return json.toString();
    }

    private static String escaped(char c, Random random) {
        if (Character.isSurrogate(c) || c == '\n' || random.nextInt(9) == 0) {
            return c == '\n' ? "\\n" : String.format("\\u%04x", (int) c);
        }
        return c == '"' || c == '\\' ? "\\" + c : String.valueOf(c);
    }
}
