package io.promptgate.gateway.estimate;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.provider.Content;

/**
 * Reckons a stream's usage, by its tokens or by its bytes. A vocabulary is read when it is first needed, which takes
 * half a second to one and a half and up to thirty megabytes. Thread-safe.
 */
final class TokenCounter {
    /** A rule of thumb for English text and JSON (help.openai.com, "What are tokens"). */
    private static final int BYTES_PER_TOKEN = 4;
    /** What surrounds a message, and what the answer is begun with (OpenAI cookbook, "How to count tokens"). */
    private static final int PER_MESSAGE = 3;

    private static final int PER_ANSWER = 3;
    /** An image or a file of usual size; its bytes say nothing of its tokens (OpenAI, "Images and vision"). */
    private static final int PER_PIECE = 1_000;
    /**
     * A token is 50 ms of sound in an answer (OpenAI, "Realtime: managing costs"), and streamed sound is PCM of 24,000
     * samples of 16 bits a second: 2,400 bytes, or 3,200 in Base64. Sound in a prompt is taken to be alike.
     */
    private static final int SOUND_BYTES_PER_TOKEN = 3_200;

    private final EncodingRegistry vocabularies = Encodings.newLazyEncodingRegistry();
    private final int keep;

    /** @param keep how much of a prompt's text is counted token by token, in bytes */
    TokenCounter(int keep) {
        this.keep = keep;
    }

    /** By the tokens of the texts' beginnings, and as much for what follows. */
    Usage byTokens(Uncounted stream) {
        Vocabulary vocabulary = Vocabulary.of(stream.model());
        Usage said = stream.said();
        long completion = tokens(stream.content(), vocabulary);
        if (said != null) {
            return completed(said, completion + sound(stream.content()));
        }
        Prompt prompt = Prompt.of(stream.request(), keep);
        return usage(stream, prompt, tokens(prompt.text(), vocabulary), completion);
    }

    /** By the texts' lengths: needs no time. */
    Usage byBytes(Uncounted stream) {
        Usage said = stream.said();
        long completion = thumb(stream.content());
        if (said != null) {
            return completed(said, completion + sound(stream.content()));
        }
        Prompt prompt = Prompt.of(stream.request(), 0);
        return usage(stream, prompt, thumb(prompt.text()), completion);
    }

    private static Usage usage(Uncounted stream, Prompt prompt, long asked, long answered) {
        long soundIn = sound(prompt.text());
        long soundOut = sound(stream.content());
        long in = asked + soundIn + prompt.messages() * PER_MESSAGE + PER_ANSWER + prompt.pieces() * PER_PIECE;
        long out = answered + soundOut;
        return new Usage(in, out, in + out, 0, 0, 0, true, 0, soundIn, soundOut, 0);
    }

    private static Usage completed(Usage said, long counted) {
        long completion = Math.max(said.completion(), counted);
        return new Usage(
                said.prompt(),
                completion,
                said.prompt() + completion,
                said.cached(),
                said.cacheWrite(),
                said.reasoning(),
                true,
                said.cacheWriteHour(),
                said.audioInput(),
                said.audioOutput(),
                said.images());
    }

    /** Special tokens in a text are text: nobody but the provider sets them. */
    private long tokens(Content text, Vocabulary vocabulary) {
        if (text.keptBytes() == 0) {
            return thumb(text);
        }
        long counted = vocabularies.getEncoding(vocabulary.encoding()).countTokensOrdinary(text.kept());
        return Math.ceilDiv(counted * text.textBytes(), text.keptBytes());
    }

    private static long thumb(Content text) {
        return Math.ceilDiv(text.textBytes(), BYTES_PER_TOKEN);
    }

    private static long sound(Content content) {
        return Math.ceilDiv(content.soundBytes(), SOUND_BYTES_PER_TOKEN);
    }
}
