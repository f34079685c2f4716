package io.promptgate.common.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a project is for; set when it is made, never changed. */
public enum ProjectType {
    /** OpenAI-compatible API under {@code /v1} with aliases. */
    @JsonProperty("ai_wrapper")
    AI_WRAPPER,
    /** Named endpoints with pinned models and limits. */
    @JsonProperty("ai_gateway")
    AI_GATEWAY
}
