package io.promptgate.common.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The language a provider speaks on the wire. */
public enum Dialect {
    /** OpenAI's chat completions: the client's bytes go on as they are. */
    @JsonProperty("openai")
    OPENAI,
    /** Anthropic's messages: every field is translated. */
    @JsonProperty("anthropic")
    ANTHROPIC
}
