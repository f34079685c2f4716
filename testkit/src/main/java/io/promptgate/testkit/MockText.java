package io.promptgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What the mocks say and how they count it: a token is a word, or four characters of a longer text. */
final class MockText {
    private static final Pattern BEFORE_SPACE = Pattern.compile("(?<=\\S)(?=\\s)");
    private static final int ECHOED_CHARACTERS = 400;
    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_IMAGE = 85;

    private MockText() {}

    /** The answer to the last user message. */
    static String answer(String model, JsonNode messages) {
        String said = lastUserText(messages).strip();
        int length = said.codePointCount(0, said.length());
        String echo = length <= ECHOED_CHARACTERS
                ? said
                : said.substring(0, said.offsetByCodePoints(0, ECHOED_CHARACTERS)) + "…";
        return "This is " + model + ", a mock. " + (echo.isEmpty() ? "You said nothing." : "You said: " + echo);
    }

    /** The text in pieces that stand for tokens; joined they are the text. */
    static List<String> pieces(String text) {
        return text.isEmpty() ? List.of() : List.of(BEFORE_SPACE.split(text));
    }

    /** Two pieces, so that a reader must join them. */
    static List<String> halves(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return List.of(text.substring(0, middle), text.substring(middle));
    }

    static int promptTokens(JsonNode messages) {
        int sum = 3;
        for (JsonNode message : messages) {
            sum += TOKENS_PER_MESSAGE + tokens(message.path("content"));
        }
        return sum;
    }

    /** The tokens of a message's content, be it a text or parts. */
    static int tokens(JsonNode content) {
        if (content.isTextual()) {
            return (content.textValue().length() + 3) / 4;
        }
        int sum = 0;
        for (JsonNode part : content) {
            sum += part.path("type").asText("").startsWith("image")
                    ? TOKENS_PER_IMAGE
                    : tokens(part.has("text") ? part.path("text") : part.path("content"));
        }
        return sum;
    }

    private static String lastUserText(JsonNode messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            JsonNode message = messages.get(i);
            if (message.path("role").asText("").equals("user")) {
                return text(message.path("content"));
            }
        }
        return "";
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        return StreamSupport.stream(content.spliterator(), false)
                .map(part -> part.path("text").asText(""))
                .reduce("", String::concat);
    }
}
