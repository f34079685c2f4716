package io.promptgate.deploy.image;

import io.promptgate.deploy.image.Dockerfile.Instruction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build's arguments: {@code ARG NAME=default} and what was given for it. */
final class Arguments {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_]+)}");

    private Arguments() {}

    /** The defaults of the instructions, with those given in their place. */
    static Map<String, String> of(List<Instruction> instructions, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Instruction instruction : instructions) {
            int equals = instruction.arguments().indexOf('=');
            if (instruction.name().equals("ARG") && equals > 0) {
                values.put(
                        instruction.arguments().substring(0, equals),
                        instruction.arguments().substring(equals + 1));
            }
        }
        values.putAll(given);
        return values;
    }

    /**
     * @throws IllegalArgumentException when one of the arguments in the text has no value
     */
    static String expand(String text, Map<String, String> values) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException(found.group() + " has no value");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
