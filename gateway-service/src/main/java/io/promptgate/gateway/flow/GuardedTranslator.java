package io.promptgate.gateway.flow;

import io.promptgate.common.event.Usage;
import io.promptgate.gateway.policy.guardrail.AnswerStream;
import io.promptgate.gateway.provider.Content;
import io.promptgate.gateway.provider.SseEvent;
import io.promptgate.gateway.provider.SseParser;
import io.promptgate.gateway.provider.StreamStep;
import io.promptgate.gateway.provider.StreamTranslator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of which the client sees what guardrails leave of it; the books are those of the stream as it came. */
final class GuardedTranslator implements StreamTranslator {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final StreamTranslator inner;
    private final AnswerStream answer;

    GuardedTranslator(StreamTranslator inner, AnswerStream answer) {
        this.inner = inner;
        this.answer = answer;
    }

    @Override
    public StreamStep on(SseEvent event) {
        StreamStep step = inner.on(event);
        return step.fault() != null || step.out().length == 0
                ? step
                : new StreamStep(guarded(step.out()), step.content(), step.last(), null);
    }

    @Override
    public boolean finished() {
        return inner.finished();
    }

    @Override
    public byte[] closing() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<byte[]> rest = answer.rest();
        rest.forEach(chunk -> write(chunk, out));
        out.writeBytes(guarded(inner.closing()));
        return out.toByteArray();
    }

    @Override
    public @Nullable Usage usage() {
        return inner.usage();
    }

    @Override
    public Content content() {
        return inner.content();
    }

    private byte[] guarded(byte[] events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(events.length);
        SseParser parser = new SseParser(Integer.MAX_VALUE);
        parser.feed(events, event -> event(event, out));
        parser.finish(event -> event(event, out));
        return out.toByteArray();
    }

    private void event(SseEvent event, ByteArrayOutputStream out) {
        if (event.data().length == 0 || event.data()[0] != '{') {
            out.writeBytes(event.raw());
            return;
        }
        answer.chunk(event.data()).forEach(chunk -> write(chunk, out));
    }

    private static void write(byte[] chunk, ByteArrayOutputStream out) {
        out.writeBytes(DATA);
        out.writeBytes(chunk);
        out.writeBytes(END);
    }
}
