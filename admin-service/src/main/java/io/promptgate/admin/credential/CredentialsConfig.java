package io.promptgate.admin.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How credentials are watched. */
@ConfigMapping(prefix = "promptgate.credentials")
public interface CredentialsConfig {
    /** How often all sealed secrets are opened, to find those that are damaged. A thousand take some milliseconds. */
    @WithDefault("60s")
    Duration watch();
}
