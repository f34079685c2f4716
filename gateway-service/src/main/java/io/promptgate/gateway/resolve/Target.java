package io.promptgate.gateway.resolve;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.secret.Masked;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One upstream that can serve a request.
 *
 * @param model as the provider knows it
 * @param key null where the provider wants none
 */
public record Target(
        Provider provider,
        String model,
        @Nullable UUID credentialId,
        @Nullable Masked key) {}
