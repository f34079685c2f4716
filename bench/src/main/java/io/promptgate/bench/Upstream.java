package io.promptgate.bench;

import java.util.Locale;

/** How the provider behind the gateway behaves. Each is a provider of its own to the gateway, with an alias. */
enum Upstream {
    /** Answers at once. */
    INSTANT("openai", "gpt-4o-mini"),
    /** Answers after 20 ms. */
    DELAYED("groq", "llama-3.1-8b-instant"),
    /** Answers with a stream of events, one every 5 ms. */
    STREAMED("deepseek", "deepseek-chat");

    private final String provider;
    private final String model;

    Upstream(String provider, String model) {
        this.provider = provider;
        this.model = model;
    }

    /** The alias by which clients ask for it, and the first part of its path where there is no gateway. */
    String alias() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of the built-in provider whose base URL points to it. */
    String provider() {
        return provider;
    }

    String model() {
        return model;
    }

    /** What stands before {@code /chat/completions} in its path. */
    String prefix() {
        return "/" + alias() + "/v1";
    }
}
