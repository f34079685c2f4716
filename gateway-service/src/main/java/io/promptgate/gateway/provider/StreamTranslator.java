package io.promptgate.gateway.provider;

import io.promptgate.common.event.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Follows one stream, event by event, and says what the client is to see of it. One object per stream; used by one
 * thread.
 */
public interface StreamTranslator {

    /** The next event of the upstream's stream. */
    StreamStep on(SseEvent event);

    /** Whether the upstream said that it is done, so that the end of the stream is no break. */
    boolean finished();

    /** What the client still has to see at a proper end: the usage chunk if it asked, and {@code data: [DONE]}. */
    byte[] closing();

    /** What the upstream has said so far of its usage; null when nothing. */
    @Nullable
    Usage usage();

    /** Bytes of content (text, reasoning, tool arguments) so far: what an estimate of an unreported usage rests on. */
    long contentBytes();
}
