package io.promptgate.gateway.provider.anthropic;

import io.promptgate.gateway.provider.ChatRequest;
import io.promptgate.gateway.provider.ProviderAdapter;
import io.promptgate.gateway.provider.StreamTranslator;
import io.promptgate.gateway.provider.UpstreamFault;
import io.promptgate.gateway.provider.WholeResult;
import java.time.InstantSource;

/**
 * Speaks Anthropic's Messages API (platform.claude.com, API reference: "Create a Message"). No beta header is needed;
 * the {@code anthropic-version} header is the caller's.
 */
public final class AnthropicAdapter implements ProviderAdapter {
    private final InstantSource clock;

    public AnthropicAdapter() {
        this(InstantSource.system());
    }

    /**
     * An adapter on a given clock.
     *
     * @param clock gives the {@code created} of replies, which Anthropic does not tell
     */
    public AnthropicAdapter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String chatPath() {
        return "/messages";
    }

    @Override
    public byte[] request(ChatRequest request) {
        return AnthropicRequest.from(request);
    }

    @Override
    public WholeResult whole(ChatRequest request, byte[] body) {
        return AnthropicReply.toOpenAi(body, now());
    }

    @Override
    public UpstreamFault fault(int status, byte[] body) {
        return AnthropicFault.of(status, body);
    }

    @Override
    public StreamTranslator stream(ChatRequest request) {
        return new AnthropicStream(now(), request.usageAsked());
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
