package io.promptgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where two JSON trees differ: one line per place, each with its JSON Pointer. The order of keys does not count. */
final class JsonDifference {
    private static final int MOST = 30;

    private final List<String> lines = new ArrayList<>();

    private JsonDifference() {}

    /** No line when they are the same. */
    static List<String> of(JsonNode expected, JsonNode actual) {
        JsonDifference difference = new JsonDifference();
        difference.compare("", expected, actual);
        return difference.lines;
    }

    private void compare(String at, JsonNode expected, JsonNode actual) {
        if (lines.size() >= MOST) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(at + "/" + name, expected.path(name), actual.path(name)));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(at + "/" + i, expected.path(i), actual.path(i));
            }
        } else if (!same(expected, actual)) {
            lines.add("at " + (at.isEmpty() ? "/" : at) + ": expected " + show(expected) + ", got " + show(actual));
        }
    }

    /** Equal, and numbers also digit by digit: an equal decimal may have another scale. */
    private static boolean same(JsonNode expected, JsonNode actual) {
        return expected.equals(actual)
                && (!expected.isNumber() || expected.asText().equals(actual.asText()));
    }

    private static String show(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
