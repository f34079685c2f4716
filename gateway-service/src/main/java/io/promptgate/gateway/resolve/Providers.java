package io.promptgate.gateway.resolve;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.gateway.snapshot.Configuration;
import io.promptgate.service.start.StartRefused;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The providers that this gateway can reach: the preset table with the operator's base URLs, and those that the
 * configuration adds. One that the operator added stays what it is when a later version knows its key. Immutable.
 */
@Singleton
public final class Providers {
    private final Map<String, Provider> byKey = new LinkedHashMap<>();

    public Providers(ProviderSettings settings) {
        for (ProviderPreset preset : ProviderPreset.values()) {
            byKey.put(preset.key(), preset.provider());
        }
        settings.byKey()
                .forEach((key, setting) -> setting.baseUrl()
                        .ifPresent(url -> byKey.put(key, known(key).at(withoutSlash(url.toString())))));
    }

    /** The provider of this key as the request's configuration has it; null when there is none. */
    public @Nullable Provider find(Configuration configuration, String key) {
        Provider own = configuration.ownProvider(key);
        return own == null ? byKey.get(key) : own;
    }

    /** The built-in ones in catalogue order. */
    public Collection<Provider> builtIn() {
        return List.copyOf(byKey.values());
    }

    /** All of them in catalogue order. */
    public Collection<Provider> all(Configuration configuration) {
        Map<String, Provider> all = new LinkedHashMap<>(byKey);
        configuration.ownProviders().forEach(provider -> all.put(provider.key(), provider));
        return all.values();
    }

    private Provider known(String key) {
        Provider provider = byKey.get(key);
        if (provider == null) {
            throw new StartRefused("promptgate.providers." + key + " names no built-in provider; there are "
                    + String.join(", ", byKey.keySet()));
        }
        return provider;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
