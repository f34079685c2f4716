package io.promptgate.gateway.estimate;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Locale;

/**
 * What a model's tokens are counted with. OpenAI's own by their names (github.com/openai/tiktoken, {@code model.py}).
 * Llama 3 and Qwen have vocabularies that begin with {@code cl100k_base} ("The Llama 3 Herd of Models", 3.2; "Qwen
 * Technical Report", 2.2). For all others {@code o200k_base} stands in, which is made for many languages and for code:
 * what they count with is theirs, and mostly not public.
 */
enum Vocabulary {
    O200K(EncodingType.O200K_BASE),
    CL100K(EncodingType.CL100K_BASE);

    private static final List<String> LATER_GPT_4 = List.of("gpt-4o", "gpt-4.1", "gpt-4.5");
    private static final List<String> OLDER_GPT = List.of("gpt-4", "gpt-3.5", "gpt-35");
    private static final List<String> GROWN_FROM_IT = List.of("llama-3", "llama3", "qwen", "qwq");

    private final EncodingType encoding;

    Vocabulary(EncodingType encoding) {
        this.encoding = encoding;
    }

    /** For a model as its provider names it, also with the maker before it, as {@code openai/gpt-4}. */
    static Vocabulary of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean older = OLDER_GPT.stream().anyMatch(name::startsWith)
                && LATER_GPT_4.stream().noneMatch(name::startsWith);
        return older || GROWN_FROM_IT.stream().anyMatch(name::contains) ? CL100K : O200K;
    }

    EncodingType encoding() {
        return encoding;
    }
}
