package io.promptgate.gateway.edge;

import java.util.Random;

/** Writes random JSON with all the liberties that the grammar leaves: spaces, escapes, odd numbers, doubled names. */
public final class RandomJson {
    private static final String[] NAMES = {"model", "a", "content", "messages", "é", "x y", "", "stream_options", "b"};
    private static final String[] NUMBERS = {
        "0", "-0", "1", "-12", "3.25", "1e5", "1E+5", "2e-7", "123456789012345678901234567890", "0.1000", "1e400"
    };
    private static final String[] TEXTS = {
        "",
        "hello",
        "Grüße",
        "世界",
        "😀",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u0041",
        "\\ud83d\\ude00",
        "\\ud83d",
        "{",
        "]",
        ",",
        "some words in plain ASCII, more than a few",
        "Wörter, die nicht nur ASCII sind und länger"
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "  "};

    private RandomJson() {}

    /** Some members, without the braces; none is named {@code model} or {@code stream} at this level. */
    public static String members(Random random) {
        StringBuilder out = new StringBuilder();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",");
            String name = NAMES[1 + random.nextInt(NAMES.length - 1)];
            out.append(space(random)).append('"').append(name).append('"');
            out.append(space(random)).append(':').append(value(random, 4));
        }
        return out.toString();
    }

    /** Any value, nested at most so deep, with space round it. */
    public static String value(Random random, int depth) {
        return space(random) + bare(random, depth) + space(random);
    }

    private static String bare(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> '"' + text(random) + '"';
            case 1 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 2 -> random.nextBoolean() ? "true" : "false";
            case 3 -> "null";
            case 4, 5 -> object(random, depth - 1);
            default -> array(random, depth - 1);
        };
    }

    private static String text(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return out.toString();
    }

    private static String object(Random random, int depth) {
        StringBuilder out = new StringBuilder("{").append(space(random));
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",").append(space(random));
            out.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\":");
            out.append(value(random, depth));
        }
        return out.append('}').toString();
    }

    private static String array(Random random, int depth) {
        StringBuilder out = new StringBuilder("[").append(space(random));
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",").append(value(random, depth));
        }
        return out.append(']').toString();
    }

    private static String space(Random random) {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
