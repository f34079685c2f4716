package io.promptgate.admin.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one field of a thing changes.
 *
 * @param before absent when the field has none; never a secret
 * @param after absent when the field has none; never a secret
 */
public record FieldDifference(
        String field, @Nullable JsonNode before, @Nullable JsonNode after) {
    private static final JsonNode HIDDEN = JsonNodeFactory.instance.textNode("****");

    // 1 and 1.0 are the same number, however they were read
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    /** A secret that becomes another. */
    public static FieldDifference secret(boolean isNew) {
        return new FieldDifference("secret", isNew ? null : HIDDEN, HIDDEN);
    }

    /** What differs between two objects, in the order of their fields; objects within are compared field by field. */
    public static List<FieldDifference> between(ObjectNode before, ObjectNode after) {
        List<FieldDifference> all = new ArrayList<>();
        collect("", before, after, all);
        return all;
    }

    private static boolean same(@Nullable JsonNode old, @Nullable JsonNode fresh) {
        return old == null ? fresh == null : fresh != null && old.equals(BY_VALUE, fresh);
    }

    private static void collect(String path, ObjectNode before, ObjectNode after, List<FieldDifference> all) {
        Set<String> names = new LinkedHashSet<>();
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode old = before.get(name);
            JsonNode fresh = after.get(name);
            if (old instanceof ObjectNode from && fresh instanceof ObjectNode to) {
                collect(path + name + ".", from, to, all);
            } else if (!same(old, fresh)) {
                all.add(new FieldDifference(path + name, old, fresh));
            }
        }
    }
}
