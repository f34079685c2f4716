package io.promptgate.common.price;

/**
 * What a price is listed under.
 *
 * @param model a model's name as it goes upstream, or the beginning of names with a {@code *} at its end
 */
public record PriceKey(String provider, String model) {

    /** What {@link #toString} wrote: a provider's key has no colon. */
    public static PriceKey parse(String text) {
        int colon = text.indexOf(':');
        return new PriceKey(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether it stands for all names that begin so. */
    public boolean pattern() {
        return model.endsWith("*");
    }

    /** The name, or the beginning of names. */
    String stem() {
        return pattern() ? model.substring(0, model.length() - 1) : model;
    }

    @Override
    public String toString() {
        return provider + ":" + model;
    }
}
