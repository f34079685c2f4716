package io.promptgate.testkit;

import java.util.concurrent.ThreadLocalRandom;

/** Fresh ids of the form that providers give. */
final class MockIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private MockIds() {}

    static String of(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        ThreadLocalRandom.current()
                .ints(length, 0, ALPHABET.length())
                .forEach(index -> id.append(ALPHABET.charAt(index)));
        return id.toString();
    }
}
