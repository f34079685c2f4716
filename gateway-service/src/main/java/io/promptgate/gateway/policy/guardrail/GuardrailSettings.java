package io.promptgate.gateway.policy.guardrail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How guardrails are applied to answers. */
@ConfigMapping(prefix = "promptgate.guardrails")
public interface GuardrailSettings {

    /**
     * How many characters of a streamed answer are held back while a rule for answers is on, 256 at least, which is as
     * far as the built-in scanners look. More makes longer matches of own patterns sure, and the answer come later.
     */
    @WithDefault("256")
    int streamWindow();
}
