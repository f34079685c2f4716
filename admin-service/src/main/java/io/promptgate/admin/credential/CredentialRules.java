package io.promptgate.admin.credential;

import io.promptgate.admin.http.Rule;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What credentials may be. */
final class CredentialRules {
    /** A secret travels in an HTTP header, so it is visible ASCII. */
    static final Rule SECRET =
            Rule.matching("[!-~]{1,4096}", "must be 1 to 4096 visible ASCII characters, without space");

    private CredentialRules() {}

    static Map<String, Provider> providers() {
        Map<String, Provider> byKey = new LinkedHashMap<>();
        Arrays.stream(ProviderPreset.values()).forEach(preset -> byKey.put(preset.key(), preset.provider()));
        return byKey;
    }
}
