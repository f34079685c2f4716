package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Dialect;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.StreamUsage;
import io.promptgate.common.config.Catalogue;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.config.ProbeOutcome;
import io.promptgate.common.config.ProbeResult;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.gateway.resolve.ProviderSettings;
import io.promptgate.gateway.resolve.Providers;
import io.promptgate.gateway.snapshot.AdminClient;
import io.promptgate.gateway.snapshot.CurrentSnapshot;
import io.promptgate.gateway.snapshot.FeedSettings;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.Replica;
import io.promptgate.gateway.start.TestSettings;
import io.promptgate.gateway.upstream.KeyCheck;
import io.promptgate.gateway.upstream.UpstreamConnections;
import io.promptgate.gateway.upstream.UpstreamSettings;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Received;
import io.promptgate.testkit.Reply;
import io.promptgate.testkit.StubUpstream;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A question about a credential, from admin-service's words to the answer that it gets. */
final class CredentialProbesTest {
    private static final String KEY = "sk-planted-77aa01bc93";
    private static final long REVISION = 5;

    private final Vertx vertx = Vertx.vertx();
    private final StubUpstream upstream = StubUpstream.start();
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Masked master = SecretBox.newKey();
    private final SecretBox box = SecretBox.of(master, List.of());
    private HttpServer admin;

    @BeforeEach
    void start() throws IOException {
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        admin.createContext("/internal/v1/credential-probes", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        admin.start();
    }

    @AfterEach
    void stop() {
        admin.stop(0);
        upstream.close();
        vertx.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai,     /openai/v1/models,     authorization, Bearer sk-planted-77aa01bc93",
        "openrouter, /openrouter/v1/key,    authorization, Bearer sk-planted-77aa01bc93",
        "anthropic,  /anthropic/v1/models,  x-api-key,     sk-planted-77aa01bc93",
        "own,        /own/v1/models,        x-own-key,     sk-planted-77aa01bc93",
    })
    void asksEachProviderInItsOwnWay(String provider, String path, String header, String value) throws Exception {
        // When
        upstream.always("/own", Reply.json(200, "{}"));
        ProbeResult result = probe(provider, Map.of());

        // Then
        assertThat(result.outcome()).isEqualTo(ProbeOutcome.OK);
        assertThat(result.status()).isEqualTo(200);
        Received received = upstream.last();
        assertThat(received.method()).isEqualTo("GET");
        assertThat(received.path()).isEqualTo(path);
        assertThat(received.header(header)).hasValue(value);
        assertThat(received.header("anthropic-version").isPresent()).isEqualTo(provider.equals("anthropic"));
        assertThat(upstream.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "429, RATE_LIMITED",
        "302, UNEXPECTED_STATUS",
        "404, UNEXPECTED_STATUS",
        "500, UNEXPECTED_STATUS",
    })
    void tellsTheStatusAndNothingElseOfTheAnswer(int status, ProbeOutcome outcome) throws Exception {
        // Given
        upstream.always(
                "/openai",
                Reply.json(status, "{\"error\":\"the key " + KEY + " is bad\"}")
                        .header("location", upstream.url("/elsewhere")));

        // When
        ProbeResult result = probe("openai", Map.of());

        // Then
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.status()).isEqualTo(status);
        assertThat(upstream.count()).isEqualTo(1);
    }

    @Test
    void sendsNothingWhereTheAddressIsNotAllowed() throws Exception {
        ProbeResult result = probe("openai", Map.of("promptgate.upstream.allow", "10.0.0.0/8"));

        assertThat(result.outcome()).isEqualTo(ProbeOutcome.ADDRESS_REFUSED);
        assertThat(upstream.count()).isZero();
    }

    @Test
    void saysWhenNobodyIsThere() throws Exception {
        String nobody = "http://127.0.0.1:" + FreePorts.one() + "/v1";

        assertThat(probe("openai", Map.of("promptgate.providers.openai.base-url", nobody))
                        .outcome())
                .isEqualTo(ProbeOutcome.UNREACHABLE);
        assertThat(probe("openai", Map.of("promptgate.providers.openai.base-url", "http://no.such.host.invalid/v1"))
                        .outcome())
                .isEqualTo(ProbeOutcome.UNREACHABLE);
        upstream.always("/openai", Reply.hangUp());
        assertThat(probe("openai", Map.of()).outcome()).isEqualTo(ProbeOutcome.UNREACHABLE);
    }

    @Test
    void saysWhenTheOtherSideSpeaksNoTls() throws Exception {
        String plain = "https://127.0.0.1:" + upstream.port() + "/v1";

        assertThat(probe("openai", Map.of("promptgate.providers.openai.base-url", plain))
                        .outcome())
                .isEqualTo(ProbeOutcome.TLS_FAILED);
    }

    @Test
    void givesUpInTime() throws Exception {
        // Given
        upstream.always("/openai", Reply.blackHole());

        // When
        ProbeResult result = probe("openai", Map.of());

        // Then
        assertThat(result.outcome()).isEqualTo(ProbeOutcome.TIMEOUT);
        assertThat(result.status()).isNull();
        assertThat(result.latencyMs()).isBetween(900L, 5_000L);
    }

    @Test
    void testsOneThatIsSwitchedOff() throws Exception {
        assertThat(ask(credential("openai", false), REVISION, Map.of()).outcome())
                .isEqualTo(ProbeOutcome.OK);
    }

    @Test
    void doesNotTestWhatItDoesNotServeOrCannotOpen() throws Exception {
        // Given
        Credential sound = credential("openai", true);
        Credential swapped = new Credential(UuidV7.next(), "x", "openai", true, sound.sealed());
        Credential homeless = credential("gone", true);

        // When
        ProbeResult stale = ask(sound, REVISION + 1, Map.of());
        ProbeResult unreadable = ask(swapped, REVISION, Map.of());
        ProbeResult unknown = ask(homeless, REVISION, Map.of());

        // Then
        assertThat(stale.outcome()).isEqualTo(ProbeOutcome.NOT_SERVED);
        assertThat(unreadable.outcome()).isEqualTo(ProbeOutcome.UNREADABLE);
        assertThat(unknown.outcome()).isEqualTo(ProbeOutcome.NOT_SERVED);
        assertThat(upstream.count()).isZero();
    }

    private ProbeResult probe(String provider, Map<String, String> overrides) throws Exception {
        return ask(credential(provider, true), REVISION, overrides);
    }

    private Credential credential(String provider, boolean active) {
        UUID id = UuidV7.next();
        return new Credential(id, provider, provider, active, box.seal(Masked.of(KEY), Credential.context(id)));
    }

    private ProbeResult ask(Credential credential, long revision, Map<String, String> overrides) throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of(
                "promptgate.master-key", master.reveal(),
                "promptgate.admin-url", "http://127.0.0.1:" + admin.getAddress().getPort(),
                "promptgate.upstream.allow", "127.0.0.1",
                "promptgate.providers.openai.base-url", upstream.url("/openai/v1"),
                "promptgate.providers.openrouter.base-url", upstream.url("/openrouter/v1"),
                "promptgate.providers.anthropic.base-url", upstream.url("/anthropic/v1")));
        properties.putAll(overrides);
        UUID id = UUID.randomUUID();
        probes(TestSettings.of(properties), credential)
                .answer(new CredentialProbe(id, credential.id(), revision, 1_000));
        String said = told.poll(10, TimeUnit.SECONDS);
        assertThat(said).isNotNull().doesNotContain(KEY).doesNotContain("is bad");
        ProbeResult result = Json.MAPPER.readValue(said, ProbeResult.class);
        assertThat(result.id()).isEqualTo(id);
        return result;
    }

    private CredentialProbes probes(TestSettings settings, Credential credential) {
        GatewaySettings suite = settings.get(GatewaySettings.class);
        UpstreamSettings limits = settings.get(UpstreamSettings.class);
        CurrentSnapshot current = new CurrentSnapshot(box);
        Provider own = new Provider(
                "own",
                "Own",
                upstream.url("/own/v1"),
                Dialect.OPENAI,
                AuthStyle.HEADER,
                StreamUsage.ON_REQUEST,
                List.of(),
                Map.of(),
                0,
                "x-own-key");
        current.replace(new ConfigSnapshot(
                REVISION, List.of(credential), List.of(), List.of(), new Catalogue(List.of(own), Set.of())));
        AdminClient client =
                new AdminClient(suite, settings.get(FeedSettings.class), new Keys(suite), new Replica(suite, 8080));
        return new CredentialProbes(
                current,
                new Providers(settings.get(ProviderSettings.class)),
                new KeyCheck(vertx, new UpstreamConnections(limits)),
                client,
                vertx);
    }
}
