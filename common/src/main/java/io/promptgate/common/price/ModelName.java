package io.promptgate.common.price;

import java.util.regex.Pattern;

/**
 * What of a model's name says which model it is, and what only which issue of it. Versions follow {@code -}, {@code :}
 * or {@code @}: a date ({@code 20251001}, {@code 2024-07-18}, {@code 05-06}), a number of three to six digits ({@code
 * 0125}), or one of {@code latest}, {@code preview}, {@code exp}, {@code beta}, {@code stable}.
 */
public final class ModelName {
    private static final Pattern VERSIONS = Pattern.compile(
            "(?:[-:@](?:\\d{8}|\\d{4}-\\d{2}-\\d{2}|\\d{2}-\\d{2}|\\d{3,6}|latest|preview|exp|beta|stable))+");
    /** Longer names are nobody's; trying each of their beginnings would cost more than the request. */
    private static final int LONGEST = 256;

    private ModelName() {}

    /** The name without its versions: {@code gpt-4o-mini} of {@code gpt-4o-mini-2024-07-18}. */
    public static String family(String model) {
        for (int end = 1; end < model.length() && model.length() <= LONGEST; end++) {
            if (isSeparator(model.charAt(end)) && hasVersionsFrom(model, end)) {
                return model.substring(0, end);
            }
        }
        return model;
    }

    /** Whether from here on there is nothing but versions. */
    static boolean hasVersionsFrom(String model, int start) {
        return VERSIONS.matcher(model).region(start, model.length()).matches();
    }

    static boolean isSeparator(char character) {
        return character == '-' || character == ':' || character == '@';
    }

    static boolean isTooLong(String model) {
        return model.length() > LONGEST;
    }
}
