package io.promptgate.testkit;

import io.promptgate.testkit.Ending.How;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One scripted reply of a stub: any status, headers and bytes, at any pace, ending well or badly. A value; every
 * {@code with…}-like method returns a changed copy.
 *
 * @param headers in the order sent; {@code content-length} or {@code transfer-encoding} are added by {@code streamed}
 * @param chunks the body in the pieces in which it is written to the socket
 * @param streamed chunked transfer encoding, else {@code content-length} of the whole body
 */
public record Reply(
        int status,
        List<Map.Entry<String, String>> headers,
        List<byte[]> chunks,
        boolean streamed,
        Pace pace,
        Ending ending)
        implements Answer {

    public Reply {
        headers = List.copyOf(headers);
        chunks = Collections.unmodifiableList(chunks);
    }

    /** A whole body of any content type. */
    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(
                status,
                List.of(Map.entry("content-type", contentType)),
                body.length == 0 ? List.of() : List.of(body),
                false,
                Pace.AT_ONCE,
                Ending.COMPLETE);
    }

    public static Reply json(int status, String body) {
        return of(status, "application/json", utf8(body));
    }

    /** An error page as a proxy in front of a provider writes it. */
    public static Reply html(int status, String body) {
        return of(status, "text/html", utf8(body));
    }

    /** OpenAI's error body; its {@code type} and {@code code} follow from the status. */
    public static Reply openAiError(int status, String message) {
        return OpenAiError.reply(status, message);
    }

    /** Anthropic's error body, for example of type {@code overloaded_error}. */
    public static Reply anthropicError(int status, String type, String message) {
        return AnthropicError.reply(status, type, message);
    }

    /** A stream of events, each given in full with its closing blank line, one chunk each. */
    public static Reply sse(String... events) {
        return sse(List.of(events));
    }

    public static Reply sse(List<String> events) {
        return stream(200, "text/event-stream", events.stream().map(Reply::utf8).toList());
    }

    /** A body of unannounced length, in these pieces. */
    public static Reply stream(int status, String contentType, List<byte[]> chunks) {
        return new Reply(
                status, List.of(Map.entry("content-type", contentType)), chunks, true, Pace.AT_ONCE, Ending.COMPLETE);
    }

    /** The request is taken and never answered. */
    public static Reply blackHole() {
        return json(200, "").ending(How.HANG, Ending.SILENT);
    }

    /** The connection is closed without an answer. */
    public static Reply hangUp() {
        return json(200, "").ending(How.CLOSE, Ending.SILENT);
    }

    /** The connection is reset without an answer. */
    public static Reply reset() {
        return json(200, "").ending(How.RESET, Ending.SILENT);
    }

    @Override
    public Reply to(Received request) {
        return this;
    }

    public Reply status(int other) {
        return new Reply(other, headers, chunks, streamed, pace, ending);
    }

    /** With one header more; the same name may come several times, except {@code content-type}, which is replaced. */
    public Reply header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        if (name.equalsIgnoreCase("content-type")) {
            more.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        }
        more.add(Map.entry(name, value));
        return new Reply(status, more, chunks, streamed, pace, ending);
    }

    /** Waits between the request and the head. */
    public Reply after(Duration beforeHead) {
        return paced(new Pace(beforeHead, pace.beforeBody(), pace.gap()));
    }

    /** Waits between the head and the first byte of the body. */
    public Reply bodyAfter(Duration beforeBody) {
        return paced(new Pace(pace.beforeHead(), beforeBody, pace.gap()));
    }

    /** Waits between two chunks. */
    public Reply gap(Duration gap) {
        return paced(new Pace(pace.beforeHead(), pace.beforeBody(), gap));
    }

    /** The body byte by byte, with a gap between. */
    public Reply dribble(Duration gap) {
        return splitEvery(1).gap(gap);
    }

    /** The body in pieces of this many bytes, each written to the socket by itself. */
    public Reply splitEvery(int bytes) {
        return withChunks(Chunks.every(bytes, body()));
    }

    /** The body in two pieces, cut at a byte position. */
    public Reply splitAt(int position) {
        return withChunks(Chunks.at(position, body()));
    }

    /** The same body, compressed, with its header; chunk by chunk, so that a stream stays one. */
    public Reply gzip() {
        return header("content-encoding", "gzip").withChunks(Chunks.gzip(chunks));
    }

    /** The connection is reset (TCP RST) after this many chunks, 0 = right after the head. */
    public Reply tornAfter(int sent) {
        return ending(How.RESET, sent);
    }

    /** The connection is closed (TCP FIN) after this many chunks, in the middle of the message. */
    public Reply closedAfter(int sent) {
        return ending(How.CLOSE, sent);
    }

    /** Nothing comes after this many chunks, and the connection stays open. */
    public Reply stuckAfter(int sent) {
        return ending(How.HANG, sent);
    }

    /** A proper end of the message after this many chunks: for a stream, an end without {@code [DONE]}. */
    public Reply endedAfter(int sent) {
        return withChunks(chunks.subList(0, sent));
    }

    /** The whole body. */
    public byte[] body() {
        return Chunks.join(chunks);
    }

    private Reply paced(Pace other) {
        return new Reply(status, headers, chunks, streamed, other, ending);
    }

    private Reply withChunks(List<byte[]> other) {
        return new Reply(status, headers, other, streamed, pace, ending);
    }

    private Reply ending(How how, int sent) {
        return new Reply(status, headers, chunks, streamed, pace, new Ending(how, sent));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
