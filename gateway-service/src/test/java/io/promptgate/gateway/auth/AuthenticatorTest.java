package io.promptgate.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProjectType;
import io.promptgate.common.config.Scope;
import io.promptgate.common.config.Token;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.gateway.snapshot.Configuration;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Authenticator authenticator = new Authenticator(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void acceptsATokenUntilItsLastMoment() {
        // Given
        String late = ClientToken.mintLive().reveal();
        String onTime = ClientToken.mintLive().reveal();
        Configuration configuration = configuration(token(late, NOW), token(onTime, NOW.plusMillis(1)));

        // Then
        assertThat(authenticator.find(configuration, "Bearer " + late)).isEmpty();
        assertThat(authenticator.find(configuration, "Bearer " + onTime)).isPresent();
    }

    @Test
    void acceptsTheSecretBeforeARotationUntilItsOverlapEnds() {
        // Given
        String fresh = ClientToken.mintLive().reveal();
        String former = ClientToken.mintLive().reveal();
        Configuration during = configuration(rotated(fresh, former, NOW.plusMillis(1)));
        Configuration after = configuration(rotated(fresh, former, NOW));

        // Then
        assertThat(authenticator.find(during, "Bearer " + fresh)).isPresent();
        assertThat(authenticator.find(during, "Bearer " + former)).isPresent();
        assertThat(authenticator.find(after, "Bearer " + fresh)).isPresent();
        assertThat(authenticator.find(after, "Bearer " + former)).isEmpty();
    }

    @Test
    void givesTheConfigurationThatItLookedAt() {
        // Given
        String secret = ClientToken.mintLive().reveal();
        Configuration configuration = configuration(token(secret, NOW.plusSeconds(1)));

        // When
        Caller caller = authenticator.identify(configuration, "Bearer " + secret);

        // Then
        assertThat(caller.configuration()).isSameAs(configuration);
        assertThat(caller.token().name()).isEqualTo("app");
    }

    @Test
    void refusesNobodyInTheSameWordsAsAnExpiredToken() {
        // Given
        String expired = ClientToken.mintLive().reveal();
        Configuration configuration = configuration(token(expired, NOW.minusSeconds(1)));

        // When
        ApiException nobody = refusal(configuration, null);
        ApiException old = refusal(configuration, "Bearer " + expired);

        // Then
        assertThat(nobody.code()).isEqualTo(ErrorCode.INVALID_API_KEY);
        assertThat(old.code()).isEqualTo(ErrorCode.INVALID_API_KEY);
        assertThat(old.text()).isEqualTo(nobody.text());
    }

    private ApiException refusal(Configuration configuration, @Nullable String authorization) {
        return catchThrowableOfType(ApiException.class, () -> authenticator.identify(configuration, authorization));
    }

    private static Token rotated(String secret, String former, Instant until) {
        return new Token(
                UuidV7.next(),
                "app",
                TokenHash.of(secret),
                Set.of(Scope.CHAT),
                null,
                new Token.Former(TokenHash.of(former), until));
    }

    private static Token token(String secret, Instant expiresAt) {
        return new Token(UuidV7.next(), "app", TokenHash.of(secret), Set.of(Scope.CHAT), expiresAt);
    }

    private static Configuration configuration(Token... tokens) {
        Project project = new Project(
                UuidV7.next(), "p", ProjectType.AI_WRAPPER, null, true, List.of(), List.of(), List.of(tokens));
        return Configuration.empty()
                .become(
                        new ConfigSnapshot(1, List.of(), List.of(project)),
                        SecretBox.of(SecretBox.newKey(), List.of()));
    }
}
