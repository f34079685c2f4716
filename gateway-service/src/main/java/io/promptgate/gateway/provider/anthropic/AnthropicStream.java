package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.provider.Content;
import io.promptgate.gateway.provider.SseEvent;
import io.promptgate.gateway.provider.StreamStep;
import io.promptgate.gateway.provider.StreamTranslator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows one stream of Anthropic's (Claude docs, "Streaming messages"): {@code message_start}, content blocks each of
 * start, deltas and stop, {@code message_delta} with the stop reason and the usage, {@code message_stop}. Events of
 * unknown types are passed over, as Anthropic's versioning policy demands. The stream is finished once a stop reason
 * came: whatever the connection does after that, the answer is whole.
 */
final class AnthropicStream implements StreamTranslator {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
    /** English text has about four bytes to a token; only for an answer that ended without a count. */
    private static final long BYTES_PER_TOKEN = 4;

    private final long created;
    private final boolean usageAsked;
    private final UsageCount count = new UsageCount();
    private final Map<Long, OpenBlock> open = new HashMap<>();
    private final Content content = new Content();
    private @Nullable Chunks chunks;
    private int tools;
    private int thoughts;
    private boolean finished;
    private boolean counted;

    AnthropicStream(long created, boolean usageAsked) {
        this.created = created;
        this.usageAsked = usageAsked;
    }

    @Override
    public StreamStep on(SseEvent event) {
        if (event.data().length == 0) {
            return StreamStep.NOTHING;
        }
        try {
            return on(ExactJson.read(event.data()));
        } catch (IOException _) {
            return StreamStep.failed(AnthropicFault.unreadable());
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public byte[] closing() {
        Usage usage = counted ? count.usage() : count.guess(Math.ceilDiv(content.bytes(), BYTES_PER_TOKEN));
        if (chunks == null || !usageAsked || usage == null) {
            return DONE.clone();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(chunks.usage(usage));
        out.writeBytes(DONE);
        return out.toByteArray();
    }

    /** What has been said. Until the stop reason comes Anthropic has only counted the input; the usage says so. */
    @Override
    public @Nullable Usage usage() {
        return counted ? count.usage() : count.guess(0);
    }

    @Override
    public Content content() {
        return content;
    }

    private StreamStep on(JsonNode event) {
        String type = event.path("type").asText();
        if (type.equals("error")) {
            return StreamStep.failed(AnthropicFault.inside(event));
        }
        if (type.equals("message_start")) {
            return start(event.path("message"));
        }
        Chunks out = chunks;
        if (out == null) {
            return type.startsWith("content_block") || type.equals("message_delta")
                    ? StreamStep.failed(AnthropicFault.unreadable())
                    : StreamStep.NOTHING;
        }
        return switch (type) {
            case "content_block_start" -> blockStart(out, event);
            case "content_block_delta" -> blockDelta(out, event);
            case "content_block_stop" -> blockStop(out, event);
            case "message_delta" -> messageDelta(out, event);
            case "message_stop" -> finished ? StreamStep.LAST : StreamStep.NOTHING;
            default -> StreamStep.NOTHING;
        };
    }

    private StreamStep start(JsonNode message) {
        String id = message.path("id").textValue();
        String model = message.path("model").textValue();
        if (chunks != null || id == null || model == null) {
            return StreamStep.failed(AnthropicFault.unreadable());
        }
        chunks = new Chunks(id, created, model, usageAsked);
        count.add(message.path("usage"));
        return StreamStep.preamble(chunks.role());
    }

    private StreamStep blockStart(Chunks out, JsonNode event) {
        JsonNode start = event.path("content_block");
        String type = start.path("type").asText();
        int place = switch (type) {
            case "tool_use" -> tools++;
            case "thinking", "redacted_thinking" -> thoughts++;
            default -> 0;
        };
        OpenBlock block = new OpenBlock(start, place);
        open.put(index(event), block);
        return switch (type) {
            case "text" -> text(out, block.text("text"));
            case "thinking" -> think(out, block, block.text("thinking"));
            case "tool_use" -> StreamStep.content(out.toolCall(place, block.text("id"), block.text("name")));
            default -> StreamStep.NOTHING;
        };
    }

    private StreamStep blockDelta(Chunks out, JsonNode event) {
        OpenBlock block = open.get(index(event));
        if (block == null) {
            return StreamStep.failed(AnthropicFault.unreadable());
        }
        JsonNode delta = event.path("delta");
        return switch (delta.path("type").asText()) {
            case "text_delta" -> text(out, delta.path("text").asText());
            case "thinking_delta" -> think(out, block, delta.path("thinking").asText());
            case "input_json_delta" ->
                argue(out, block, delta.path("partial_json").asText());
            case "signature_delta" -> {
                block.sign(delta.path("signature").asText());
                yield StreamStep.NOTHING;
            }
            default -> StreamStep.NOTHING;
        };
    }

    private StreamStep text(Chunks out, String text) {
        if (text.isEmpty()) {
            return StreamStep.NOTHING;
        }
        content.add(text);
        return StreamStep.content(out.text(text));
    }

    private StreamStep think(Chunks out, OpenBlock block, String part) {
        if (part.isEmpty()) {
            return StreamStep.NOTHING;
        }
        block.think(part);
        content.add(part);
        return StreamStep.content(out.reasoning(part));
    }

    /** The arguments of Anthropic's own tools are of no concern to the client. */
    private StreamStep argue(Chunks out, OpenBlock block, String part) {
        if (part.isEmpty() || !block.type().equals("tool_use")) {
            return StreamStep.NOTHING;
        }
        block.argue();
        content.add(part);
        return StreamStep.content(out.toolArguments(block.place(), part));
    }

    /** A call without arguments gets its {@code {}} here, since clients parse what they joined. */
    private StreamStep blockStop(Chunks out, JsonNode event) {
        OpenBlock block = open.remove(index(event));
        if (block == null) {
            return StreamStep.failed(AnthropicFault.unreadable());
        }
        return switch (block.type()) {
            case "tool_use" -> block.argued() ? StreamStep.NOTHING : argue(out, block, block.input());
            case "thinking", "redacted_thinking" ->
                block.isSigned() ? StreamStep.preamble(out.thinkingBlock(block.thinkingBlock())) : StreamStep.NOTHING;
            default -> StreamStep.NOTHING;
        };
    }

    private StreamStep messageDelta(Chunks out, JsonNode event) {
        count.add(event.path("usage"));
        String reason = event.path("delta").path("stop_reason").textValue();
        if (reason == null || finished) {
            return StreamStep.NOTHING;
        }
        finished = true;
        counted = event.path("usage").has("output_tokens");
        return StreamStep.content(out.finish(FinishReason.of(reason)));
    }

    private static long index(JsonNode event) {
        return event.path("index") instanceof ExactNumber number ? number.count() : -1;
    }
}
