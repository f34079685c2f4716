package io.promptgate.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * All mock providers behind one address: the path's end says which API is meant, whatever stands before it (
 * {@code /openai/v1}, {@code /groq/openai/v1}, …). A key must have been sent as the provider wants it; any key will
 * do, and under {@code /ollama} none is needed.
 */
public final class MockProviders implements Answer {
    private static final List<String> MODELS = List.of("gpt-4o-mini", "gpt-4o", "llama-3.1-8b-instant");

    private final Answer chat = new OpenAiMock();
    private final Answer embeddings = new OpenAiEmbeddings();
    private final Answer messages = new AnthropicMock();

    @Override
    public Reply to(Received request) {
        return switch (request.method()) {
            case "POST" -> post(request);
            case "GET" -> get(request);
            default -> unknown(request);
        };
    }

    private Reply get(Received request) {
        if (request.path().endsWith("/models")) {
            return request.header("x-api-key").isPresent() ? models() : withBearer(request, _ -> models());
        }
        return request.path().endsWith("/key")
                ? withBearer(request, _ -> Reply.json(200, "{\"data\":{\"label\":\"mock\",\"limit\":null}}"))
                : unknown(request);
    }

    private Reply post(Received request) {
        if (request.path().endsWith("/messages")) {
            return request.header("x-api-key").isPresent() ? messages.to(request) : AnthropicError.noKey();
        }
        if (request.path().endsWith("/chat/completions")) {
            return withBearer(request, chat);
        }
        return request.path().endsWith("/embeddings") ? withBearer(request, embeddings) : unknown(request);
    }

    private static Reply withBearer(Received request, Answer answer) {
        String sent = request.header("authorization").orElse("");
        boolean keyed = sent.startsWith("Bearer ") && sent.length() > "Bearer ".length();
        return keyed || request.path().startsWith("/ollama/") ? answer.to(request) : OpenAiError.noKey();
    }

    private static Reply unknown(Received request) {
        return OpenAiError.unknownUrl(request);
    }

    private static Reply models() {
        ObjectNode reply = MockJson.object().put("object", "list");
        ArrayNode data = reply.putArray("data");
        for (String id : MODELS) {
            data.addObject()
                    .put("id", id)
                    .put("object", "model")
                    .put("created", 1_721_172_741)
                    .put("owned_by", "mock");
        }
        return Reply.json(200, MockJson.pretty(reply));
    }
}
