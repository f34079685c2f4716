package io.promptgate.gateway.flow;

import io.promptgate.common.config.Alias;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.Presets;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProjectType;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.config.Scope;
import io.promptgate.common.config.Token;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project while it is being set up. Used by one thread. */
final class Plan {
    static final Instant CREATED = Instant.parse("2026-11-22T10:00:00Z");

    private final UUID uuid = UuidV7.next();
    private final Map<String, ProviderBinding> bindings = new LinkedHashMap<>();
    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private final List<Token> tokens = new ArrayList<>();
    private ProjectType type = ProjectType.AI_WRAPPER;
    private boolean active = true;
    private Logging logging = Logging.DEFAULT;
    private GuardRules guardrails = GuardRules.NONE;

    UUID uuid() {
        return uuid;
    }

    Plan type(ProjectType other) {
        type = other;
        return this;
    }

    Plan active(boolean on) {
        active = on;
        return this;
    }

    Plan logging(Logging kept) {
        logging = kept;
        return this;
    }

    Plan guardrails(GuardRules rules) {
        guardrails = rules;
        return this;
    }

    Plan enable(String provider, @Nullable UUID credential) {
        bindings.put(provider, new ProviderBinding(provider, true, credential, CREATED));
        return this;
    }

    Plan disable(String provider) {
        bindings.put(provider, new ProviderBinding(provider, false, null, CREATED));
        return this;
    }

    Plan unbind(String provider) {
        bindings.remove(provider);
        return this;
    }

    Plan alias(String name, String provider, String model) {
        return alias(name, provider, model, null);
    }

    Plan alias(String name, String provider, String model, @Nullable Presets presets) {
        aliases.put(name, new Alias(name, provider, model, presets, CREATED.plusSeconds(aliases.size())));
        return this;
    }

    /** A new token for chats and models. */
    Masked token() {
        return token("app", Set.of(Scope.CHAT, Scope.MODELS), null);
    }

    Masked token(String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        Masked secret = ClientToken.mintLive();
        tokens.add(new Token(UuidV7.next(), name, TokenHash.of(secret.reveal()), scopes, expiresAt));
        return secret;
    }

    /** A new token for chats with limits. */
    Masked token(@Nullable Limits limits, @Nullable Budgets budgets) {
        Masked secret = ClientToken.mintLive();
        tokens.add(new Token(
                UuidV7.next(),
                "limited",
                TokenHash.of(secret.reveal()),
                Set.of(Scope.CHAT),
                null,
                null,
                limits,
                budgets));
        return secret;
    }

    /** Gives a token other limits. */
    Plan limit(Masked secret, @Nullable Limits limits, @Nullable Budgets budgets) {
        tokens.replaceAll(token -> token.hash().equals(TokenHash.of(secret.reveal()))
                ? new Token(
                        token.id(),
                        token.name(),
                        token.hash(),
                        token.scopes(),
                        token.expiresAt(),
                        null,
                        limits,
                        budgets)
                : token);
        return this;
    }

    /** The id of a token. */
    UUID id(Masked secret) {
        return tokens.stream()
                .filter(token -> token.hash().equals(TokenHash.of(secret.reveal())))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Plan revoke(Masked secret) {
        tokens.removeIf(token -> token.hash().equals(TokenHash.of(secret.reveal())));
        return this;
    }

    Project project() {
        return new Project(
                uuid,
                "tests",
                type,
                "test",
                active,
                List.copyOf(bindings.values()),
                List.copyOf(aliases.values()),
                tokens,
                logging,
                guardrails);
    }
}
