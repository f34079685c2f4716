package io.promptgate.common.config;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a project may use a provider, and with which credential. No binding means disabled. */
public record ProviderBinding(
        String provider, boolean enabled, @Nullable UUID credentialId, Instant createdAt) {}
