package io.promptgate.gateway.resolve;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What an operator says of the built-in providers. */
@ConfigMapping(prefix = "promptgate.providers")
public interface ProviderSettings {

    /** By the provider's key. */
    @WithParentName
    Map<String, Setting> byKey();

    /** One provider's settings. */
    interface Setting {

        /**
         * Everything before {@code /chat/completions} or {@code /messages}: a corporate proxy, a mock. A loopback or
         * private address also needs {@code promptgate.upstream.allow}. Default: the provider's public address.
         */
        Optional<URI> baseUrl();
    }
}
