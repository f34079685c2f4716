package io.promptgate.gateway.flow;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;

/** Calls by OpenAI's SDK. */
final class SdkCalls {
    private SdkCalls() {}

    static OpenAIClient client(TestGateway gateway, String token, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/api/" + gateway.project().uuid() + "/v1")
                .apiKey(token)
                .maxRetries(retries)
                .build();
    }

    static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello");
    }

    static List<ChatCompletionChunk> stream(OpenAIClient client, ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> open =
                client.chat().completions().createStreaming(params)) {
            return open.stream().toList();
        }
    }

    static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElseThrow();
    }
}
