package io.promptgate.common.event;

/**
 * Tokens of one request.
 *
 * @param prompt all input tokens, with those read from and written to a cache
 * @param completion all output tokens, with those spent on reasoning
 * @param cached the part of {@code prompt} read from the provider's cache
 * @param cacheWrite the part of {@code prompt} written to the provider's cache
 * @param reasoning the part of {@code completion} spent on reasoning
 * @param estimated the provider did not say; the gateway counted for itself
 */
public record Usage(
        long prompt, long completion, long total, long cached, long cacheWrite, long reasoning, boolean estimated) {

    public static Usage of(long prompt, long completion) {
        return new Usage(prompt, completion, prompt + completion, 0, 0, 0, false);
    }
}
