package io.promptgate.common.filter;

/** How a number stands to a bound. */
public enum Comparison {
    // the longer signs first, so that the first one that fits is the right one
    AT_LEAST(">="),
    AT_MOST("<="),
    MORE(">"),
    LESS("<"),
    EQUAL("");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** What stands before the number in a query; nothing for equality. */
    public String sign() {
        return sign;
    }

    static Comparison of(String value) {
        for (Comparison comparison : values()) {
            if (value.startsWith(comparison.sign)) {
                return comparison;
            }
        }
        return EQUAL;
    }
}
