package io.promptgate.common.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a provider wants its key. */
public enum AuthStyle {
    /** {@code Authorization: Bearer <key>} (RFC 6750). */
    @JsonProperty("bearer")
    BEARER,
    /** {@code x-api-key: <key>} with {@code anthropic-version} (docs.anthropic.com, API overview). */
    @JsonProperty("x_api_key")
    X_API_KEY,
    /** The key alone in a header that the provider's row names. */
    @JsonProperty("header")
    HEADER,
    /** No key at all, as with a model server on one's own machine. */
    @JsonProperty("none")
    NONE
}
