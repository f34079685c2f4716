package io.promptgate.common.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which bodies the log keeps. In order: each keeps less than the one before. */
public enum Bodies {
    @JsonProperty("full")
    FULL,
    /** Of requests that failed. */
    @JsonProperty("errors")
    ERRORS,
    @JsonProperty("none")
    NONE;

    /** The one of the two that keeps less. */
    public Bodies atMost(Bodies other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
