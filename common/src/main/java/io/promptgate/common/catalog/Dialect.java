package io.promptgate.common.catalog;

/** The language a provider speaks on the wire. */
public enum Dialect {
    /** OpenAI's chat completions: the client's bytes go on as they are. */
    OPENAI,
    /** Anthropic's messages: every field is translated. */
    ANTHROPIC
}
