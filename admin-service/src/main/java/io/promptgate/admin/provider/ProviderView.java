package io.promptgate.admin.provider;

import io.promptgate.admin.http.Names;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Provider;

/**
 * A provider of the catalogue.
 *
 * @param baseUrl the built-in one; a gateway's configuration may name another
 * @param dialect the language that it speaks: {@code openai}, {@code anthropic}
 * @param needsCredential whether enabling it takes a credential
 */
public record ProviderView(String key, String name, String baseUrl, String dialect, boolean needsCredential) {

    static ProviderView of(Provider provider) {
        return new ProviderView(
                provider.key(),
                provider.name(),
                provider.baseUrl(),
                Names.of(provider.dialect()),
                provider.auth() != AuthStyle.NONE);
    }
}
