package io.promptgate.gateway.flow;

import io.promptgate.testkit.Reply;
import java.util.List;

/** One message of Anthropic's, whole and as a stream, of the same tokens. */
final class AnthropicReplies {
    private AnthropicReplies() {}

    static Reply whole() {
        return Reply.json(200, """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-6",
                 "content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,
                 "usage":{"input_tokens":600,"cache_read_input_tokens":300,"cache_creation_input_tokens":100,
                  "cache_creation":{"ephemeral_5m_input_tokens":60,"ephemeral_1h_input_tokens":40},
                  "output_tokens":500,"output_tokens_details":{"thinking_tokens":80}}}""");
    }

    static Reply stream() {
        return Reply.sse(events("hi").toArray(String[]::new));
    }

    /** The stream's events: the message's start, a block's start, its text, its end, the usage, the end. */
    static List<String> events(String text) {
        return List.of(
                event("message_start", """
                        {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
                        "model":"claude-sonnet-4-6","content":[],"stop_reason":null,"stop_sequence":null,\
                        "usage":{"input_tokens":600,"cache_read_input_tokens":300,"cache_creation_input_tokens":100,\
                        "cache_creation":{"ephemeral_5m_input_tokens":60,"ephemeral_1h_input_tokens":40},\
                        "output_tokens":1}}}"""),
                event("content_block_start", """
                        {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
                event(
                        "content_block_delta",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                                + text + "\"}}"),
                event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"),
                event("message_delta", """
                        {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                        "usage":{"output_tokens":500,"output_tokens_details":{"thinking_tokens":80}}}"""),
                event("message_stop", "{\"type\":\"message_stop\"}"));
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
