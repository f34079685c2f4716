package io.promptgate.common.guard;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How little it takes for a text to count as an attack. */
public enum Sensitivity {
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH
}
