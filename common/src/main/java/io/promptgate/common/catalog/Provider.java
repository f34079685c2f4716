package io.promptgate.common.catalog;

import java.util.List;
import java.util.Map;

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
        int defaultMaxTokens) {

    public Provider {
        drop = List.copyOf(drop);
        rename = Map.copyOf(rename);
        if (baseUrl.endsWith("/")) {
            throw new IllegalArgumentException("the base URL of " + key + " must not end with a slash: " + baseUrl);
        }
    }

    /** The same provider reached elsewhere: a corporate proxy, a mock. */
    public Provider at(String otherBaseUrl) {
        return new Provider(key, name, otherBaseUrl, dialect, auth, streamUsage, drop, rename, defaultMaxTokens);
    }
}
