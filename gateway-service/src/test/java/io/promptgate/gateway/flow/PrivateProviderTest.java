package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Dialect;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.StreamUsage;
import io.promptgate.common.config.Catalogue;
import io.promptgate.common.config.Presets;
import io.promptgate.testkit.Received;
import io.promptgate.testkit.StubUpstream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers that the operator adds and switches off, as the configuration brings them. */
final class PrivateProviderTest {
    private static final String KEY = "own-planted-0f1e2d3c4b5a";
    /** Where the stub wants no bearer. */
    private static final String KEYLESS = "/ollama/v1";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
        gateway.catalogue(Catalogue.BUILT_IN);
    }

    @Test
    void isCalledByTheVeryNextRequestWithItsKeyAsABearer() {
        // Given
        gateway.project().enable("acme", gateway.credential("acme", KEY)).alias("own", "acme", "acme-1");
        gateway.publish(gateway.project());
        Got before = gateway.api().chat(Api.ask("own"));

        // When
        serve(Set.of(), own("acme", AuthStyle.BEARER, null));
        Got after = gateway.api().chat(Api.ask("own"));

        // Then
        assertThat(before.status()).isEqualTo(404);
        assertThat(after.status()).isEqualTo(200);
        Received received = gateway.upstream().last();
        assertThat(received.path()).isEqualTo("/acme/v1/chat/completions");
        assertThat(received.header("authorization")).hasValue("Bearer " + KEY);
        assertThat(received.text()).startsWith("{\"model\":\"acme-1\"");
        assertThat(after.header("x-promptgate-provider")).isEqualTo("acme");
        assertThat(gateway.logs().await(after.id()).served().provider()).isEqualTo("acme");
    }

    @Test
    void getsItsKeyInTheHeaderThatItNames() {
        // Given
        gateway.project().enable("acme", gateway.credential("acme", KEY));
        serve(Set.of(), own("acme", AuthStyle.HEADER, "X-Acme-Key"));

        // When
        Got got = gateway.api().chat(Api.ask("acme:m"));

        // Then
        assertThat(got.status()).isEqualTo(200);
        Received received = gateway.upstream().last();
        assertThat(received.header("x-acme-key")).hasValue(KEY);
        assertThat(received.header("authorization")).isEmpty();
    }

    @Test
    void getsNoKeyWhereItWantsNone() {
        // Given
        gateway.project().enable("acme", null);
        serve(Set.of(), own("acme", AuthStyle.NONE, null));

        // When
        Got got = gateway.api().chat(Api.ask("acme:m"));

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(gateway.upstream().last().header("authorization")).isEmpty();
    }

    @Test
    void losesAndRenamesTheFieldsOfItsRowAlsoWhereAnAliasAddsThem() {
        // Given
        Provider row = provider(
                "acme",
                AuthStyle.NONE,
                null,
                List.of("user", "temperature", "stream_options"),
                Map.of("max_tokens", "max_new_tokens"));
        gateway.project()
                .enable("acme", null)
                .alias("preset", "acme", "m", new Presets(new BigDecimal("0.5"), null, 7, null));
        serve(Set.of(), row);

        // When
        Got preset = gateway.api().chat(Api.ask("preset", "\"user\":\"u\",\"seed\":1"));
        String sentByPreset = gateway.upstream().last().text();
        gateway.api().chat(Api.ask("preset", "\"max_tokens\":9,\"stream\":true"));
        String sentByClient = gateway.upstream().last().text();

        // Then
        assertThat(preset.status()).isEqualTo(200);
        assertThat(sentByPreset)
                .contains("\"max_new_tokens\":7", "\"seed\":1")
                .doesNotContain("user\":\"u", "temperature", "\"max_tokens\"");
        assertThat(sentByClient)
                .contains("\"max_new_tokens\":9")
                .doesNotContain("\"max_new_tokens\":7", "stream_options");
    }

    @Test
    void isListedBehindTheBuiltInOnesAndNotWhileItIsOff() {
        // Given
        gateway.project().enable("acme", null);
        serve(Set.of("groq"), own("acme", AuthStyle.NONE, null));

        // When
        String list = gateway.api().get("/v1/models").text();

        // Then
        assertThat(list.indexOf("\"acme:*\"")).isGreaterThan(list.indexOf("\"ollama:*\""));
        assertThat(list).contains("\"openai:*\"").doesNotContain("\"groq:*\"");
    }

    @Test
    void refusesWhatIsSwitchedOffForAllProjects() {
        // Given
        gateway.project().enable("acme", null);
        serve(Set.of("groq", "acme"), own("acme", AuthStyle.NONE, null));

        for (String model : List.of("fast", "groq:m", "acme:m")) {
            // When
            Got got = gateway.api().chat(Api.ask(model));

            // Then
            assertThat(got.status()).isEqualTo(503);
            assertThat(got.error("code")).isEqualTo("provider_disabled");
        }
        assertThat(gateway.upstream().count()).isZero();
        assertThat(gateway.api().chat(Api.ask("cheap")).status()).isEqualTo(200);
    }

    @Test
    void staysWhatTheOperatorMadeItWhenItsKeyIsABuiltInOnes() {
        // Given
        gateway.project().enable("groq", gateway.credential("groq", KEY));
        serve(Set.of(), own("groq", AuthStyle.HEADER, "api-key"));

        // When
        gateway.api().chat(Api.ask("groq:m"));

        // Then
        assertThat(gateway.upstream().last().header("api-key")).hasValue(KEY);
    }

    @Test
    void isNotCalledInTheGatewaysOwnNetworkUnlessTheOperatorAllowsIt() {
        try (StubUpstream inside = StubUpstream.start();
                TestGateway closed = TestGateway.start(Map.of("promptgate.upstream.allow", "10.0.0.0/8"))) {
            for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433")) {
                // Given
                closed.project().enable("acme", null);
                Provider row = own("acme", AuthStyle.NONE, null).at("http://" + host + ":" + inside.port() + "/v1");
                closed.catalogue(new Catalogue(List.of(row), Set.of()));
                closed.publish(closed.project());

                // When
                Got got = closed.api().chat(Api.ask("acme:m"));

                // Then
                assertThat(got.status()).isEqualTo(502);
                assertThat(got.error("code")).isEqualTo("upstream_error");
            }
            assertThat(inside.count()).isZero();
        }
    }

    private static void serve(Set<String> disabled, Provider... own) {
        gateway.catalogue(new Catalogue(List.of(own), disabled));
        gateway.publish(gateway.project());
    }

    private static Provider own(String key, AuthStyle auth, @Nullable String header) {
        return provider(key, auth, header, List.of(), Map.of());
    }

    private static Provider provider(
            String key, AuthStyle auth, @Nullable String header, List<String> drop, Map<String, String> rename) {
        return new Provider(
                key,
                "Own",
                gateway.upstream().url(auth == AuthStyle.BEARER ? "/" + key + "/v1" : KEYLESS),
                Dialect.OPENAI,
                auth,
                StreamUsage.ON_REQUEST,
                drop,
                rename,
                0,
                header);
    }
}
