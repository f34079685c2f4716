package io.promptgate.common.catalog;

/** How a provider wants its key. */
public enum AuthStyle {
    /** {@code Authorization: Bearer <key>} (RFC 6750). */
    BEARER,
    /** {@code x-api-key: <key>} with {@code anthropic-version} (docs.anthropic.com, API overview). */
    X_API_KEY,
    /** No key at all, as with a model server on one's own machine. */
    NONE
}
