package io.promptgate.admin.catalogue;

import io.promptgate.admin.http.Names;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the catalogue.
 *
 * @param baseUrl of a built-in one the provider's own; a gateway's configuration may name another
 * @param dialect the language that it speaks: {@code openai}, {@code anthropic}
 * @param needsCredential whether enabling it in a project takes a credential
 * @param builtIn whether it comes with this version; else the operator added it
 * @param enabled whether projects may use it at all
 * @param keyHeader the header that takes the key, where {@code auth} is {@code header}
 * @param createdAt of one that the operator added
 * @param updatedAt of one that was ever changed
 */
public record ProviderView(
        String key,
        String name,
        String baseUrl,
        String dialect,
        boolean needsCredential,
        boolean builtIn,
        boolean enabled,
        String auth,
        @Nullable String keyHeader,
        String streamUsage,
        List<String> drop,
        Map<String, String> rename,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    static ProviderView of(Provider provider, @Nullable SwitchEntity set) {
        boolean enabled = set == null || set.enabled;
        return of(provider, true, enabled, null, set == null ? null : set.updatedAt);
    }

    static ProviderView of(ProviderEntity entity) {
        return of(ProviderRows.provider(entity), false, entity.enabled, entity.createdAt, entity.updatedAt);
    }

    private static ProviderView of(
            Provider provider,
            boolean builtIn,
            boolean enabled,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {
        return new ProviderView(
                provider.key(),
                provider.name(),
                provider.baseUrl(),
                Names.of(provider.dialect()),
                provider.auth() != AuthStyle.NONE,
                builtIn,
                enabled,
                Names.of(provider.auth()),
                provider.keyHeader(),
                Names.of(provider.streamUsage()),
                provider.drop(),
                new TreeMap<>(provider.rename()),
                createdAt,
                updatedAt);
    }
}
