package io.promptgate.admin.http;

import java.util.regex.Pattern;

/**
 * What a text may be.
 *
 * @param allowed matches the whole of an allowed text
 * @param message says what is allowed, as the end of a sentence that begins with the field's name
 */
public record Rule(Pattern allowed, String message) {
    private static final String PRINTABLE = "^\\p{Cntrl}\\p{Cs}\\u0085\\u2028\\u2029";

    /** A name for people: one line, not blank, without space at its ends. */
    public static final Rule NAME = line(100);

    /** A rule by a regular expression. */
    public static Rule matching(String regex, String message) {
        return new Rule(Pattern.compile(regex), message);
    }

    /** One line of text up to this many characters, not blank, without space at its ends. */
    public static Rule line(int max) {
        return matching(
                "(?!\\s)[" + PRINTABLE + "]{1," + max + "}(?<!\\s)",
                "must be 1 to " + max + " characters on one line, without space at the ends");
    }

    /** Any text up to this many characters, but no NUL, which PostgreSQL cannot hold. */
    public static Rule text(int max) {
        return matching("[^\\x00\\p{Cs}]{1," + max + "}", "must be 1 to " + max + " characters, none of them NUL");
    }

    /** Whether the whole text is allowed. */
    public boolean allows(String text) {
        return allowed.matcher(text).matches();
    }
}
