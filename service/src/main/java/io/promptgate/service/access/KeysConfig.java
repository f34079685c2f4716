package io.promptgate.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How admin keys come to the services that accept them. */
@ConfigMapping(prefix = "promptgate.keys")
public interface KeysConfig {
    /** How often the keys are asked for, beside being told. A revoked key is refused at the latest after this. */
    @WithDefault("2s")
    Duration every();

    /**
     * How long keys are accepted without another word on them. One hour: long enough for admin-service or its database
     * to be mended, short enough for a key that was revoked while nobody could say so.
     */
    @WithDefault("1h")
    Duration validFor();

    /** How often last uses are written. */
    @WithDefault("30s")
    Duration usedEvery();
}
