package io.promptgate.admin.apply;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large a document may be. */
@ConfigMapping(prefix = "promptgate.apply")
public interface ApplyConfig {
    /** Bytes of a request. Four million are the configuration of some thousand projects. */
    @WithDefault("4000000")
    int maxBytes();

    /** Values in a document, those of YAML's aliases counted each time they are used. */
    @WithDefault("200000")
    int maxValues();
}
