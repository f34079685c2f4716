package io.promptgate.common.guard;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done with personal data that was found. */
public enum PiiAction {
    /** A mark takes its place. */
    @JsonProperty("mask")
    MASK,
    /** The call is refused. */
    @JsonProperty("block")
    BLOCK
}
