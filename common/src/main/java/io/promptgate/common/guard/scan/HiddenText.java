package io.promptgate.common.guard.scan;

/**
 * Characters by which a text says to a model what people do not see: Unicode's tags, which spell ASCII unseen, many
 * zero-width characters in a row, and overrides of the direction of writing.
 */
final class HiddenText {
    /** The flags of England, Scotland and Wales have six tags in a row. */
    private static final int MANY_TAGS = 8;

    private static final int MANY_ZERO_WIDTH = 8;
    private static final char TAG_LEAD = '\uDB40';
    private static final char LEFT_TO_RIGHT_OVERRIDE = '\u202D';
    private static final char RIGHT_TO_LEFT_OVERRIDE = '\u202E';

    private HiddenText() {}

    static boolean isIn(String text) {
        int tags = 0;
        int zeroWidth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '\u2000') {
                tags = 0;
                zeroWidth = 0;
                continue;
            }
            if (c == LEFT_TO_RIGHT_OVERRIDE || c == RIGHT_TO_LEFT_OVERRIDE) {
                return true;
            }
            zeroWidth = isZeroWidth(c) ? zeroWidth + 1 : 0;
            tags = c == TAG_LEAD ? tags + 1 : Character.isLowSurrogate(c) ? tags : 0;
            if (tags >= MANY_TAGS || zeroWidth >= MANY_ZERO_WIDTH) {
                return true;
            }
        }
        return false;
    }

    private static boolean isZeroWidth(char c) {
        return (c >= '\u200B' && c <= '\u200D') || c == '\u2060' || c == '\uFEFF';
    }
}
