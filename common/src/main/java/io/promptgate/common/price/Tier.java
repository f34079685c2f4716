package io.promptgate.common.price;

/**
 * What the tokens of a long request cost, all of them.
 *
 * @param above the rates hold for requests of more input tokens than this
 */
public record Tier(long above, Rates rates) {
    public Tier {
        if (above <= 0) {
            throw new IllegalArgumentException("has a tier above " + above + " tokens; it must be more than 0");
        }
    }
}
