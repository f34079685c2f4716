package io.promptgate.gateway.flow;

/** Events of OpenAI's streams, for scripts. */
final class Chunk {
    static final String DONE = "data: [DONE]\n\n";
    static final String ROLE = event("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    static final String FINISH = event("{}", "\"stop\"");
    static final String USAGE = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":"
            + "{\"prompt_tokens\":40,\"completion_tokens\":60,\"total_tokens\":100,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":8},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}\n\n";

    private Chunk() {}

    /** An event of content; the text must need no escapes. */
    static String text(String content) {
        return event("{\"content\":\"" + content + "\"}", "null");
    }

    private static String event(String delta, String finish) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":["
                + "{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }
}
