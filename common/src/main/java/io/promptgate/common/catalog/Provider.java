package io.promptgate.common.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One upstream API.
 *
 * @param key the name in {@code provider:model}
 * @param name the name for people
 * @param baseUrl everything before {@code /chat/completions} or {@code /messages}, without a closing slash
 * @param streamUsage how the usage of a stream is had
 * @param drop top-level request fields that this provider refuses and that have no meaning there
 * @param rename top-level request fields that this provider knows by another name
 * @param defaultMaxTokens the {@code max_tokens} sent where the provider demands one and the client gave none; 0 = none
 * @param keyHeader the header that takes the key, for {@link AuthStyle#HEADER}; else null
 */
public record Provider(
        String key,
        String name,
        String baseUrl,
        Dialect dialect,
        AuthStyle auth,
        StreamUsage streamUsage,
        List<String> drop,
        Map<String, String> rename,
        int defaultMaxTokens,
        @Nullable String keyHeader) {

    public Provider {
        drop = List.copyOf(drop);
        rename = Map.copyOf(rename);
        if (baseUrl.endsWith("/")) {
            throw new IllegalArgumentException("the base URL of " + key + " must not end with a slash: " + baseUrl);
        }
        if ((auth == AuthStyle.HEADER) != (keyHeader != null)) {
            throw new IllegalArgumentException(key + " names a header for its key exactly when it wants one");
        }
    }

    /** The same provider reached elsewhere: a corporate proxy, a mock. */
    public Provider at(String otherBaseUrl) {
        return new Provider(
                key, name, otherBaseUrl, dialect, auth, streamUsage, drop, rename, defaultMaxTokens, keyHeader);
    }
}
