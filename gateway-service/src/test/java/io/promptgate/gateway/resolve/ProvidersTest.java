package io.promptgate.gateway.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.gateway.snapshot.Configuration;
import io.promptgate.gateway.start.TestSettings;
import io.promptgate.gateway.upstream.UpstreamSettings;
import io.promptgate.service.start.StartRefused;
import io.smallrye.config.EnvConfigSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProvidersTest {

    @Test
    void areThePresetsInCatalogueOrder() {
        // When
        Providers providers = providers(Map.of());

        // Then
        assertThat(providers.all(Configuration.empty()).stream().map(Provider::key))
                .containsExactlyElementsOf(ProviderPreset.keys());
        assertThat(providers.find(Configuration.empty(), "groq")).isEqualTo(ProviderPreset.GROQ.provider());
        assertThat(providers.find(Configuration.empty(), "Groq")).isNull();
        assertThat(providers.find(Configuration.empty(), "")).isNull();
    }

    @Test
    void takeAnotherBaseUrl() {
        // When
        Providers providers = providers(Map.of("promptgate.providers.groq.base-url", "http://127.0.0.1:9/groq/v1/"));

        // Then
        assertThat(providers.find(Configuration.empty(), "groq"))
                .isEqualTo(ProviderPreset.GROQ.provider().at("http://127.0.0.1:9/groq/v1"));
        assertThat(providers.find(Configuration.empty(), "openai")).isEqualTo(ProviderPreset.OPENAI_API.provider());
    }

    @Test
    void takeAnotherBaseUrlFromTheEnvironment() {
        // When
        TestSettings settings = TestSettings.bare(new EnvConfigSource(
                Map.of(
                        "PROMPTGATE_PROVIDERS_GROQ_BASE_URL",
                        "http://127.0.0.1:9/v1",
                        "PROMPTGATE_UPSTREAM_ALLOW",
                        "127.0.0.0/8,localhost"),
                300));

        // Then
        Provider groq = new Providers(settings.get(ProviderSettings.class)).find(Configuration.empty(), "groq");
        assertThat(groq).isNotNull();
        assertThat(groq.baseUrl()).isEqualTo("http://127.0.0.1:9/v1");
        assertThat(settings.get(UpstreamSettings.class).allow().orElseThrow())
                .containsExactly("127.0.0.0/8", "localhost");
    }

    @Test
    void refuseAKeyThatIsNoProviders() {
        assertThatThrownBy(() -> providers(Map.of("promptgate.providers.gorq.base-url", "http://127.0.0.1:9/v1")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("promptgate.providers.gorq")
                .hasMessageContaining("openai, anthropic, groq");
    }

    private static Providers providers(Map<String, String> properties) {
        return new Providers(TestSettings.of(properties).get(ProviderSettings.class));
    }
}
