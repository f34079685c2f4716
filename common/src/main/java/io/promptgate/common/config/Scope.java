package io.promptgate.common.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a token may do. */
public enum Scope {
    /** Every call of a model, and the list of models. */
    @JsonProperty("chat")
    CHAT,
    /** The list of models alone. */
    @JsonProperty("models")
    MODELS,
    /** Introspection; does not imply {@link #CHAT}. */
    @JsonProperty("admin")
    ADMIN
}
