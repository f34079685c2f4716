package io.promptgate.gateway.provider;

/**
 * A provider's language: turns a client's call in OpenAI's shape into the provider's, and its answers back. Stateless
 * and thread-safe; one object per dialect. Never waits.
 */
public interface ProviderAdapter {

    /** The path of chat below the provider's base URL, with a leading slash. */
    String chatPath();

    /**
     * The body for the upstream.
     *
     * @throws io.promptgate.common.error.ApiException {@code unsupported_parameter} or {@code invalid_request}, naming
     *     the field, when the call cannot be said in the provider's language
     */
    byte[] request(ChatRequest request);

    /**
     * A whole reply of status 2xx.
     *
     * @throws io.promptgate.common.error.ApiException {@code upstream_invalid_response} when it is not what the
     *     provider promises
     */
    WholeResult whole(ChatRequest request, byte[] body);

    /** What an answer that is no success says. Never throws: whatever came, there is a fault to tell of. */
    UpstreamFault fault(int status, byte[] body);

    /** For the stream of one reply. */
    StreamTranslator stream(ChatRequest request);
}
