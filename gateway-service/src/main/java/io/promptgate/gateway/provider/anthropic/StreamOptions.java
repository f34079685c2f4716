package io.promptgate.gateway.provider.anthropic;

/**
 * {@code stream_options}: {@code include_usage} is the gateway's own to honour, since Anthropic always reports the
 * usage of a stream. Padding against traffic analysis is not on offer.
 */
final class StreamOptions {
    private StreamOptions() {}

    static void check(Fields fields) {
        Fields options = fields.fields("stream_options");
        if (options == null) {
            return;
        }
        options.flag("include_usage");
        if (Boolean.TRUE.equals(options.flag("include_obfuscation"))) {
            throw Refused.unsupported(options.at("include_obfuscation"), "must be false with Anthropic");
        }
        options.refuseRest();
    }
}
