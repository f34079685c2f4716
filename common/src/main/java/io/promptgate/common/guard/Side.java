package io.promptgate.common.guard;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a text goes. */
public enum Side {
    /** From the client to the model. */
    @JsonProperty("input")
    INPUT,
    /** From the model to the client. */
    @JsonProperty("output")
    OUTPUT
}
