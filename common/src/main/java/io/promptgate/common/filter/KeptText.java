package io.promptgate.common.filter;

/** How a store keeps texts, where it cannot keep them as they came: what is searched for is changed in the same way. */
public interface KeptText {
    /** A name as kept, such as a model's. */
    String name(String sent);

    /** Any other text as kept. */
    String text(String sent);
}
