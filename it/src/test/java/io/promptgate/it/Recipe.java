package io.promptgate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.promptgate.testkit.ServiceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The steps of the recipe as calls, and a project that has them done. */
final class Recipe {
    static final String GROQ_MODEL = "llama-3.1-8b-instant";
    static final String ANTHROPIC_MODEL = "claude-sonnet-4-6-20251001";
    static final String OPENAI_MODEL = "gpt-4o-mini";

    private final Suite suite;
    private final String project;

    private Recipe(Suite suite, String project) {
        this.suite = suite;
        this.project = project;
    }

    /** Three credentials, a wrapper project, its three providers and its three aliases. */
    static Recipe cook(Suite suite, String openAiKey, String anthropicKey, String groqKey) {
        Rest admin = suite.admin();
        String project = admin.post(
                        "/projects", "{\"name\":\"recipe\",\"project_type\":\"ai_wrapper\",\"env\":\"test\"}")
                .expect(201)
                .json()
                .path("uuid")
                .asText();
        Recipe recipe = new Recipe(suite, project);
        recipe.enable("openai", recipe.credential("openai", openAiKey));
        recipe.enable("anthropic", recipe.credential("anthropic", anthropicKey));
        recipe.enable("groq", recipe.credential("groq", groqKey));
        recipe.alias("fast", "groq", GROQ_MODEL);
        recipe.alias("smart", "anthropic", ANTHROPIC_MODEL);
        recipe.alias("cheap", "openai", OPENAI_MODEL);
        return recipe;
    }

    String project() {
        return project;
    }

    String credential(String provider, String secret) {
        return suite.admin()
                .post("/credentials", """
                        {"name":"%s of %s","provider":"%s","secret":"%s"}""".formatted(provider, project, provider, secret))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    Rest.Answer enable(String provider, String credential) {
        return put("/providers/" + provider, """
                {"enabled":true,"credential_id":"%s"}""".formatted(credential));
    }

    Rest.Answer alias(String name, String provider, String model) {
        return put("/aliases/" + name, """
                {"provider":"%s","model":"%s"}""".formatted(provider, model));
    }

    /** The edit of this number: {@code fast} goes to OpenAI, and with the next one back to Groq. */
    Rest.Answer swap(int number) {
        return alias("fast", number % 2 == 0 ? "openai" : "groq", swapModel(number));
    }

    /** The model that is served after the edit of this number. */
    static String swapModel(int number) {
        return number % 2 == 0 ? OPENAI_MODEL : GROQ_MODEL;
    }

    /** Created or replaced. */
    private Rest.Answer put(String path, String json) {
        Rest.Answer answer = suite.admin().put("/projects/" + project + path, json);
        return answer.expect(answer.status() == 201 ? 201 : 200);
    }

    /** A new token: its id and its text. */
    JsonNode token(String name) {
        return suite.admin()
                .post("/projects/" + project + "/tokens", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .json();
    }

    OpenAIClient client(String token) {
        return client(token, suite.gateway());
    }

    /** A client of this replica. */
    OpenAIClient client(String token, ServiceProcess gateway) {
        return OpenAIOkHttpClient.builder()
                .apiKey(token)
                .baseUrl(gateway.url("/api/" + project + "/v1"))
                .maxRetries(0)
                .build();
    }

    static ChatCompletion chat(OpenAIClient client, String model, String text) {
        return client.chat().completions().create(params(model, text));
    }

    /** The same as the record's id and the model that answered. */
    static Swap.Reply reply(OpenAIClient client, String model, String text) {
        try (var answer = client.chat().completions().withRawResponse().create(params(model, text))) {
            String id = answer.headers().values("x-request-id").getFirst();
            return new Swap.Reply(id, answer.parse().model());
        }
    }

    /** The whole text of a streamed reply. */
    static String stream(OpenAIClient client, String model, String text) {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params(model, text))) {
            return chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
        }
    }

    static ChatCompletionCreateParams params(String model, String text) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(text)
                .build();
    }

    /** The log's rows that match a filter, newest first. */
    JsonNode rows(String filter) {
        return suite.logs()
                .get("/projects/" + project + "/requests?limit=200&q=" + Rest.encoded(filter))
                .expect(200)
                .json()
                .path("data");
    }

    /** All of the log's rows that match a filter, page by page. */
    List<JsonNode> allRows(String filter) {
        List<JsonNode> rows = new ArrayList<>();
        String path = "/projects/" + project + "/requests?limit=500&q=" + Rest.encoded(filter);
        JsonNode page = suite.logs().get(path).expect(200).json();
        page.path("data").forEach(rows::add);
        while (page.path("next").isTextual()) {
            String before = Rest.encoded(page.path("next").asText());
            page = suite.logs().get(path + "&before=" + before).expect(200).json();
            page.path("data").forEach(rows::add);
        }
        return rows;
    }

    /** The metrics row of a provider; missing where it has none. */
    JsonNode metrics(String provider) {
        JsonNode data = suite.logs()
                .get("/projects/" + project + "/metrics?window=1h")
                .expect(200)
                .json()
                .path("data");
        for (JsonNode row : data) {
            if (row.path("key").asText().equals(provider)) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }
}
