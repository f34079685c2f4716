package io.promptgate.gateway.resolve;

import io.promptgate.common.config.Presets;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param alias the alias it came by; null for {@code provider:model}
 * @param presets what the alias adds where the client sent none
 */
public record Route(
        Target target, @Nullable String alias, @Nullable Presets presets) {}
