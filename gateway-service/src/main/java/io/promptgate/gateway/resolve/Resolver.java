package io.promptgate.gateway.resolve;

import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.config.Alias;
import io.promptgate.common.config.Presets;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.secret.Masked;
import io.promptgate.gateway.auth.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a model's name into a route. In this order: {@code promptgate:<alias>}; a name without a colon is an alias;
 * {@code provider:model}, split at the first colon. Thread-safe.
 */
@Singleton
public final class Resolver {
    private static final String OWN_PREFIX = "promptgate:";

    private final Providers providers;

    public Resolver(Providers providers) {
        this.providers = providers;
    }

    /**
     * Finds the route.
     *
     * @throws ApiException {@code model_not_found}, {@code provider_not_enabled}, {@code provider_disabled},
     *     {@code credential_missing}
     */
    public Route route(Caller caller, String name) {
        if (name.startsWith(OWN_PREFIX)) {
            return byAlias(caller, name.substring(OWN_PREFIX.length()), name);
        }
        int colon = name.indexOf(':');
        return colon < 0
                ? byAlias(caller, name, name)
                : to(caller, name.substring(0, colon), name.substring(colon + 1), null, null, name);
    }

    private Route byAlias(Caller caller, String alias, String name) {
        Alias found = caller.project().alias(alias);
        if (found == null) {
            throw notFound(caller, name);
        }
        return to(caller, found.provider(), found.model(), alias, found.presets(), name);
    }

    private Route to(
            Caller caller,
            String providerKey,
            String model,
            @Nullable String alias,
            @Nullable Presets presets,
            String name) {
        Provider provider = providers.find(caller.configuration(), providerKey);
        if (provider == null || model.isEmpty()) {
            throw notFound(caller, name);
        }
        ProviderBinding binding = caller.project().binding(providerKey);
        if (binding == null || !binding.enabled()) {
            throw new ApiException(
                    ErrorCode.PROVIDER_NOT_ENABLED,
                    "The provider " + providerKey + " is not enabled for this project.",
                    "model");
        }
        if (caller.configuration().isDisabled(providerKey)) {
            throw new ApiException(
                    ErrorCode.PROVIDER_DISABLED,
                    "The provider " + providerKey + " is switched off for all projects.",
                    "model");
        }
        return new Route(target(caller, provider, model, binding), alias, presets);
    }

    private static Target target(Caller caller, Provider provider, String model, ProviderBinding binding) {
        if (provider.auth() == AuthStyle.NONE) {
            return new Target(provider, model, null, null);
        }
        Masked key =
                binding.credentialId() == null ? null : caller.configuration().key(binding.credentialId());
        if (key == null) {
            throw new ApiException(
                    ErrorCode.CREDENTIAL_MISSING,
                    "The provider " + provider.key() + " has no usable credential in this project.");
        }
        return new Target(provider, model, binding.credentialId(), key);
    }

    private static ApiException notFound(Caller caller, String name) {
        List<String> aliases =
                caller.project().project().aliases().stream().map(Alias::name).toList();
        String known = aliases.isEmpty()
                ? "This project has no aliases yet"
                : "Aliases of this project: " + String.join(", ", aliases);
        return new ApiException(
                ErrorCode.MODEL_NOT_FOUND,
                "The model '" + shown(name) + "' does not exist. " + known
                        + ". A provider's own model is addressed as provider:model.",
                "model");
    }

    private static String shown(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }
}
