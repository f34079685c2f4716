package io.promptgate.common.guard;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done with a secret that was found. */
public enum SecretAction {
    /** The call is refused. */
    @JsonProperty("block")
    BLOCK,
    /** A mark takes its place. */
    @JsonProperty("redact")
    REDACT
}
