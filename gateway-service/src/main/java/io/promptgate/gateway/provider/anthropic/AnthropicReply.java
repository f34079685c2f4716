package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.provider.WholeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A whole message of Anthropic's as OpenAI's {@code chat.completion}. */
final class AnthropicReply {
    private static final byte[] NO_BODY = {};

    private final String id;
    private final String model;
    private final String stopReason;
    private final Answer answer;
    private final @Nullable Usage usage;

    private AnthropicReply(JsonNode message) {
        this.id = text(message, "id");
        this.model = text(message, "model");
        this.stopReason = text(message, "stop_reason");
        this.answer = Answer.of(message.path("content"));
        UsageCount count = new UsageCount();
        count.add(message.path("usage"));
        this.usage = count.usage();
    }

    /**
     * The reply for the client.
     *
     * @param created seconds since 1970
     * @throws ApiException {@code upstream_invalid_response} when the body is neither a message nor an error
     */
    static WholeResult toOpenAi(byte[] body, long created) {
        JsonNode message = read(body);
        String type = message.path("type").textValue();
        if ("error".equals(type)) {
            return new WholeResult(NO_BODY, null, AnthropicFault.inside(message));
        }
        if (!"message".equals(type) || !message.path("content").isArray()) {
            throw invalid();
        }
        AnthropicReply reply = new AnthropicReply(message);
        return new WholeResult(reply.bytes(created), reply.usage, null);
    }

    private byte[] bytes(long created) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = ExactJson.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("object", "chat.completion");
            json.writeNumberField("created", created);
            json.writeStringField("model", model);
            choices(json);
            if (usage != null) {
                UsageCount.write(json, usage);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void choices(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("choices");
        json.writeStartObject();
        json.writeNumberField("index", 0);
        answer.write(json);
        json.writeNullField("logprobs");
        json.writeStringField("finish_reason", FinishReason.of(stopReason));
        json.writeEndObject();
        json.writeEndArray();
    }

    private static JsonNode read(byte[] body) {
        try {
            return ExactJson.read(body);
        } catch (IOException _) {
            throw invalid();
        }
    }

    private static String text(JsonNode message, String name) {
        String text = message.path(name).textValue();
        if (text == null) {
            throw invalid();
        }
        return text;
    }

    private static ApiException invalid() {
        return new ApiException(
                ErrorCode.UPSTREAM_INVALID_RESPONSE, "The provider's answer is not a message as its API promises.");
    }
}
