package io.promptgate.admin.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names of closed sets, on the wire and in the database: the constants in lower case. */
public final class Names {
    private Names() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constants by their names, in their order. */
    public static <E extends Enum<E>> Map<String, E> all(E[] constants) {
        Map<String, E> byName = new LinkedHashMap<>();
        Arrays.stream(constants).forEach(constant -> byName.put(of(constant), constant));
        return byName;
    }
}
