package io.promptgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * OpenAI's {@code POST /embeddings}: unit vectors that depend on the input alone, as numbers or as base64 of
 * little-endian floats.
 */
final class OpenAiEmbeddings implements Answer {
    private static final int DIMENSIONS = 1536;

    @Override
    public Reply to(Received request) {
        Optional<ObjectNode> body = MockJson.parse(request.body());
        return body.isEmpty() ? OpenAiError.notJson() : embed(body.get());
    }

    private static Reply embed(ObjectNode request) {
        JsonNode input = request.path("input");
        if (input.isMissingNode()) {
            return OpenAiError.invalid("Missing required parameter: 'input'.", "input", "missing_required_parameter");
        }
        Iterable<JsonNode> inputs = input.isArray() && !input.path(0).isNumber() ? input : List.of(input);
        ObjectNode reply = MockJson.object().put("object", "list");
        ArrayNode data = reply.putArray("data");
        int tokens = 0;
        for (JsonNode one : inputs) {
            ObjectNode row = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            row.set("embedding", vector(one, request));
            tokens += Math.max(1, MockText.tokens(one));
        }
        reply.put("model", request.path("model").asText());
        reply.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Reply.json(200, MockJson.compact(reply));
    }

    private static JsonNode vector(JsonNode input, ObjectNode request) {
        float[] vector = unit(
                MockJson.compact(input).hashCode(), request.path("dimensions").asInt(DIMENSIONS));
        ArrayNode numbers = request.arrayNode();
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float component : vector) {
            numbers.add(component);
            bytes.putFloat(component);
        }
        return request.path("encoding_format").asText("").equals("base64")
                ? request.textNode(Base64.getEncoder().encodeToString(bytes.array()))
                : numbers;
    }

    private static float[] unit(int seed, int dimensions) {
        Random random = new Random(seed);
        float[] vector = new float[dimensions];
        double square = 0;
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
