package io.promptgate.common.catalog;

import static io.promptgate.common.catalog.AuthStyle.BEARER;
import static io.promptgate.common.catalog.AuthStyle.NONE;
import static io.promptgate.common.catalog.AuthStyle.X_API_KEY;
import static io.promptgate.common.catalog.Dialect.ANTHROPIC;
import static io.promptgate.common.catalog.Dialect.OPENAI;
import static io.promptgate.common.catalog.StreamUsage.ALWAYS;
import static io.promptgate.common.catalog.StreamUsage.ON_REQUEST;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * THE TABLE of built-in providers, one row each, in catalogue order. A provider that speaks OpenAI's language is a row
 * here and nothing else. Sources are the providers' own API references: base URLs as given there in November 2026.
 */
public enum ProviderPreset {
    // key, name, base URL, dialect, auth, usage of streams, drop, rename, default max_tokens
    OPENAI_API("openai", "OpenAI", "https://api.openai.com/v1", OPENAI, BEARER, ON_REQUEST),
    // max_tokens is mandatory (docs.anthropic.com, Messages); 4096 is within every model's limit
    ANTHROPIC_API(
            "anthropic",
            "Anthropic",
            "https://api.anthropic.com/v1",
            ANTHROPIC,
            X_API_KEY,
            ALWAYS,
            List.of(),
            Map.of(),
            4096),
    GROQ("groq", "Groq", "https://api.groq.com/openai/v1", OPENAI, BEARER, ON_REQUEST),
    // refuses unknown fields; seed is random_seed, usage is always in the last chunk (docs.mistral.ai, Chat Completion)
    MISTRAL(
            "mistral",
            "Mistral",
            "https://api.mistral.ai/v1",
            OPENAI,
            BEARER,
            ALWAYS,
            List.of("stream_options", "user"),
            Map.of("seed", "random_seed", "max_completion_tokens", "max_tokens"),
            0),
    TOGETHER("together", "Together AI", "https://api.together.xyz/v1", OPENAI, BEARER, ON_REQUEST),
    DEEPSEEK("deepseek", "DeepSeek", "https://api.deepseek.com/v1", OPENAI, BEARER, ON_REQUEST),
    OPENROUTER("openrouter", "OpenRouter", "https://openrouter.ai/api/v1", OPENAI, BEARER, ON_REQUEST),
    XAI("xai", "xAI", "https://api.x.ai/v1", OPENAI, BEARER, ON_REQUEST),
    OLLAMA("ollama", "Ollama", "http://localhost:11434/v1", OPENAI, NONE, ON_REQUEST);

    private final Provider provider;

    ProviderPreset(String key, String name, String baseUrl, Dialect dialect, AuthStyle auth, StreamUsage streamUsage) {
        this(key, name, baseUrl, dialect, auth, streamUsage, List.of(), Map.of(), 0);
    }

    ProviderPreset(
            String key,
            String name,
            String baseUrl,
            Dialect dialect,
            AuthStyle auth,
            StreamUsage streamUsage,
            List<String> drop,
            Map<String, String> rename,
            int defaultMaxTokens) {
        this.provider =
                new Provider(key, name, baseUrl, dialect, auth, streamUsage, drop, rename, defaultMaxTokens, null);
    }

    public Provider provider() {
        return provider;
    }

    public String key() {
        return provider.key();
    }

    /**
     * The path of a call that costs nothing and that the provider answers to a valid key alone: the list of its models.
     * OpenRouter's list is public; it tells about a key instead (openrouter.ai/docs, Get current API key).
     */
    public static String keyCheckPath(String provider) {
        return provider.equals(OPENROUTER.key()) ? "/key" : "/models";
    }

    /** The row of this key, if there is one. */
    public static Optional<Provider> find(String key) {
        return Arrays.stream(values())
                .map(ProviderPreset::provider)
                .filter(p -> p.key().equals(key))
                .findFirst();
    }

    /** Catalogue order: the built-in providers as they stand here, then all others by their keys. */
    public static Comparator<String> order() {
        List<String> keys = keys();
        return Comparator.<String>comparingInt(key -> keys.contains(key) ? keys.indexOf(key) : keys.size())
                .thenComparing(Comparator.naturalOrder());
    }

    /** All keys in catalogue order. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ProviderPreset::key).toList();
    }
}
