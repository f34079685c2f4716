package io.promptgate.common.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderPresetTest {

    @Test
    void listsTheProvidersInCatalogueOrder() {
        assertThat(ProviderPreset.keys())
                .containsExactly(
                        "openai",
                        "anthropic",
                        "groq",
                        "mistral",
                        "together",
                        "deepseek",
                        "openrouter",
                        "xai",
                        "ollama");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsKeyAndReachedSafely(ProviderPreset preset) {
        // When
        Provider provider = ProviderPreset.find(preset.key()).orElseThrow();

        // Then
        assertThat(provider).isSameAs(preset.provider());
        assertThat(provider.key()).matches("[a-z]+");
        URI url = URI.create(provider.baseUrl());
        assertThat(url.getPath()).endsWith("/v1");
        assertThat(url.getScheme()).isEqualTo(provider.auth() == AuthStyle.NONE ? "http" : "https");
    }

    @Test
    void knowsNoOtherKey() {
        assertThat(ProviderPreset.find("acme")).isEmpty();
        assertThat(ProviderPreset.find("OpenAI")).isEmpty();
    }

    @Test
    void demandsMaxTokensOnlyWhereTheProviderDoes() {
        assertThat(ProviderPreset.ANTHROPIC_API.provider().defaultMaxTokens()).isPositive();
        assertThat(ProviderPreset.GROQ.provider().defaultMaxTokens()).isZero();
    }

    @Test
    void keepsEverythingElseWhenItIsReachedElsewhere() {
        // Given
        Provider mistral = ProviderPreset.MISTRAL.provider();

        // When
        Provider proxied = mistral.at("http://127.0.0.1:8101/v1");

        // Then
        assertThat(proxied.baseUrl()).isEqualTo("http://127.0.0.1:8101/v1");
        assertThat(proxied.at(mistral.baseUrl())).isEqualTo(mistral);
    }

    @Test
    void refusesABaseUrlThatEndsWithASlash() {
        assertThatThrownBy(() -> ProviderPreset.GROQ.provider().at("https://proxy/v1/"))
                .hasMessageContaining("must not end with a slash: https://proxy/v1/");
    }

    @Test
    void isNotChangedThroughTheListsItWasMadeOf() {
        assertThatThrownBy(() -> ProviderPreset.MISTRAL.provider().drop().add("x"))
                .isInstanceOf(UnsupportedOperationException.class);
        Provider provider = new Provider(
                "k",
                "n",
                "http://h",
                Dialect.OPENAI,
                AuthStyle.NONE,
                StreamUsage.ALWAYS,
                List.of("a"),
                Map.of("b", "c"),
                0,
                null);
        assertThat(provider.rename()).containsEntry("b", "c");
    }

    @Test
    void namesAHeaderForItsKeyExactlyWhenItWantsOne() {
        assertThatThrownBy(() -> own(AuthStyle.HEADER, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> own(AuthStyle.BEARER, "api-key")).isInstanceOf(IllegalArgumentException.class);
        assertThat(own(AuthStyle.HEADER, "api-key").at("http://b").keyHeader()).isEqualTo("api-key");
    }

    @Test
    void standsBeforeAllThatIsNotBuiltIn() {
        assertThat(Stream.of("acme", "ollama", "zeta", "openai", "groq").sorted(ProviderPreset.order()))
                .containsExactly("openai", "groq", "ollama", "acme", "zeta");
    }

    private static Provider own(AuthStyle auth, @Nullable String header) {
        return new Provider(
                "k", "n", "http://h", Dialect.OPENAI, auth, StreamUsage.ALWAYS, List.of(), Map.of(), 0, header);
    }
}
