package io.promptgate.common.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a provider is made to report the usage of a stream. */
public enum StreamUsage {
    /** By {@code stream_options: {"include_usage": true}} in the request. */
    @JsonProperty("on_request")
    ON_REQUEST,
    /** It always does, and refuses or ignores {@code stream_options}. */
    @JsonProperty("always")
    ALWAYS
}
