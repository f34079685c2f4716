package io.promptgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.errors.InternalServerException;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.ServerCertificate;
import io.promptgate.testkit.StubUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL and providers that speak TLS alone, with certificates of the company's own. */
class TlsIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static ServerCertificate known;
    private static StubUpstream trusted;
    private static StubUpstream stranger;
    private static Postgres postgres;
    private static Suite suite;

    @BeforeAll
    static void start() throws IOException {
        known = ServerCertificate.in(Files.createDirectory(folder.resolve("known")));
        trusted = StubUpstream.startTls(known);
        stranger = StubUpstream.startTls(ServerCertificate.in(Files.createDirectory(folder.resolve("stranger"))));
        postgres = Postgres.startTls(known, folder);
        suite = Suite.start("tls", settings());
    }

    private static Map<String, String> settings() {
        String ca = known.certificate().toString();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "PROMPTGATE_DATABASE_URL",
                "postgresql://localhost:" + postgres.port() + "/postgres?sslmode=verify-full");
        settings.put("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM", "true");
        settings.put("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS", ca);
        settings.put("QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM", "HTTPS");
        settings.put("QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLROOTCERT", ca);
        settings.put("PROMPTGATE_UPSTREAM_CA_FILE", ca);
        settings.put("PROMPTGATE_PROVIDERS_MISTRAL_BASE_URL", trusted.url("/mistral/v1"));
        settings.put("PROMPTGATE_PROVIDERS_TOGETHER_BASE_URL", stranger.url("/together/v1"));
        return settings;
    }

    @AfterAll
    static void stop() {
        suite.close();
        postgres.close();
        stranger.close();
        trusted.close();
    }

    @Test
    void configurationAndRecordsAreKeptAndAProviderWithTheCompanysCertificateIsCalled() {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-tls-key", "sk-ant-tls-key", "gsk-tls-key");
        recipe.enable("mistral", recipe.credential("mistral", "mistral-tls-key"));
        OpenAIClient client = recipe.client(recipe.token("app").path("token").asText());

        // When
        Recipe.chat(client, "mistral:mistral-small-latest", "through TLS");
        Recipe.stream(client, "mistral:mistral-small-latest", "through TLS, event by event");

        // Then
        assertThat(trusted.count("/mistral")).isEqualTo(2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recipe.rows("status:ok")).hasSize(2));
    }

    @Test
    void aProviderWithAnotherCertificateIsNotSpokenTo() {
        // Given
        Recipe recipe = Recipe.cook(suite, "sk-openai-tls-key-2", "sk-ant-tls-key-2", "gsk-tls-key-2");
        recipe.enable("together", recipe.credential("together", "together-tls-key"));
        OpenAIClient client = recipe.client(recipe.token("app").path("token").asText());

        // When, then
        assertThatThrownBy(() -> Recipe.chat(client, "together:some/model", "who are you"))
                .isInstanceOfSatisfying(
                        InternalServerException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(502));
        assertThat(stranger.count()).isZero();
    }
}
