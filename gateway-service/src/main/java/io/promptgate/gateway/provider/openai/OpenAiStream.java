package io.promptgate.gateway.provider.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.provider.Content;
import io.promptgate.gateway.provider.SseEvent;
import io.promptgate.gateway.provider.StreamStep;
import io.promptgate.gateway.provider.StreamTranslator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lets the events of a stream through as they came, and hides the usage chunk that the client did not ask for. */
final class OpenAiStream implements StreamTranslator {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DONE_MARK = "[DONE]".getBytes(StandardCharsets.UTF_8);

    private final boolean showUsage;
    private final Content content = new Content();
    private final ChunkScan scan = new ChunkScan(content);
    private boolean finished;
    private @Nullable Usage usage;

    OpenAiStream(boolean showUsage) {
        this.showUsage = showUsage;
    }

    @Override
    public StreamStep on(SseEvent event) {
        byte[] data = event.data();
        if (data.length == 0) {
            return StreamStep.preamble(event.raw());
        }
        if (isDone(data)) {
            finished = true;
            return StreamStep.LAST;
        }
        scan.scan(data);
        if (scan.hasError() || event.name().equals("error")) {
            return StreamStep.failed(OpenAiError.inside(data));
        }
        return chunk(event);
    }

    private StreamStep chunk(SseEvent event) {
        if (scan.hasUsage()) {
            usage = read(event.data());
            if (!scan.hasChoices() && !showUsage) {
                return StreamStep.NOTHING;
            }
        }
        finished |= scan.hasFinish();
        boolean begun = scan.contentBytes() > 0 || scan.hasFinish();
        return begun ? StreamStep.content(event.raw()) : StreamStep.preamble(event.raw());
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public byte[] closing() {
        return DONE;
    }

    @Override
    public @Nullable Usage usage() {
        return usage;
    }

    @Override
    public Content content() {
        return content;
    }

    private @Nullable Usage read(byte[] data) {
        try (JsonParser json = JSON.createParser(data, scan.usageStart(), scan.usageLength())) {
            return OpenAiUsage.read(json);
        } catch (IOException _) {
            return usage; // the chunk goes on to the client as it is; the usage is then estimated
        }
    }

    private static boolean isDone(byte[] data) {
        int end = data.length;
        while (end > 0 && data[end - 1] == ' ') {
            end--;
        }
        return Arrays.equals(data, 0, end, DONE_MARK, 0, DONE_MARK.length);
    }
}
