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

    /**
     * What the upstream has said so far of its usage, marked as estimated where it has not said all; null when it has
     * said nothing.
     */
    @Nullable
    Usage usage();

    /** The content (text, reasoning, tool arguments, sound) so far: what an estimate of an unreported usage rests on. */
    Content content();
}
