package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.Credential;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.Received;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name leads where. */
final class RoutingTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.project()
                .alias("openai", "groq", "alias-named-as-a-provider")
                .alias("promptgate", "xai", "grok")
                .alias("A.b_c-9", "together", "a/b:c:d")
                .alias("off", "mistral", "small")
                .alias("lost", "nobody", "x");
        gateway.project().disable("mistral").unbind("deepseek");
        gateway.publish(gateway.project());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    @ParameterizedTest
    @CsvSource({
        "fast, groq, llama-3.1-8b-instant, fast",
        "promptgate:fast, groq, llama-3.1-8b-instant, fast",
        "A.b_c-9, together, a/b:c:d, A.b_c-9",
        "promptgate:A.b_c-9, together, a/b:c:d, A.b_c-9",
        "openai, groq, alias-named-as-a-provider, openai",
        "openai:gpt-4o, openai, gpt-4o, none",
        "openai:fast, openai, fast, none",
        "promptgate, xai, grok, promptgate",
        "promptgate:promptgate, xai, grok, promptgate",
        "ollama:llama3:8b, ollama, llama3:8b, none",
        "groq::x, groq, :x, none",
        "'openai: spaced ', openai, ' spaced ', none",
        "openai:promptgate:fast, openai, promptgate:fast, none"
    })
    void leadsToAProviderAndAModel(String name, String provider, String model, String alias) {
        // When
        Got got = gateway.api().chat(Api.ask(name));

        // Then
        assertThat(got.status()).isEqualTo(200);
        Received received = gateway.upstream().last();
        assertThat(received.path()).isEqualTo("/" + provider + "/v1/chat/completions");
        assertThat(received.text()).startsWith("{\"model\":\"" + model + "\"");
        assertThat(got.header("x-promptgate-provider")).isEqualTo(provider);
        RequestRecord record = gateway.logs().await(got.id());
        assertThat(record.asked().requestedModel()).isEqualTo(name);
        assertThat(record.asked().alias()).isEqualTo(alias.equals("none") ? null : alias);
        assertThat(record.served().model()).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, model_not_found",
        "llama-3.1-8b-instant, model_not_found",
        "Fast, model_not_found",
        "' fast', model_not_found",
        "'', model_not_found",
        ":, model_not_found",
        ":fast, model_not_found",
        "promptgate:, model_not_found",
        "promptgate:nobody, model_not_found",
        "promptgate:openai:gpt-4o, model_not_found",
        "Openai:gpt-4o, model_not_found",
        "openai:, model_not_found",
        "nobody:gpt-4o, model_not_found",
        "lost, model_not_found",
        "mistral:small, provider_not_enabled",
        "off, provider_not_enabled",
        "deepseek:chat, provider_not_enabled"
    })
    void leadsNowhere(String name, String code) {
        for (String body : new String[] {Api.ask(name), Api.askStream(name)}) {
            // When
            Got got = gateway.api().chat(body);

            // Then
            assertThat(got.status()).isEqualTo(code.equals("model_not_found") ? 404 : 400);
            assertThat(got.error("code")).isEqualTo(code);
            assertThat(got.error("param")).isEqualTo("model");
            assertThat(gateway.upstream().count()).isZero();
            RequestRecord record = gateway.logs().await(got.id());
            assertThat(record.outcome().ended()).isEqualTo(Ended.REFUSED);
            assertThat(record.asked().requestedModel()).isEqualTo(name);
            assertThat(record.served().attempts()).isEmpty();
            assertThat(got.header("x-promptgate-provider")).isEmpty();
        }
    }

    @Test
    void namesTheAliasesThatThereAre() {
        // When
        Got got = gateway.api().chat(Api.ask("gpt-4o-mini"));

        // Then
        assertThat(got.error("message"))
                .contains("'gpt-4o-mini'", "fast, smart, cheap, openai, promptgate, A.b_c-9, off, lost")
                .contains("provider:model");
    }

    @Test
    void saysWhereThereAreNone() {
        // Given
        Plan bare = new Plan();
        Masked token = bare.token();
        gateway.publish(bare);

        // When
        Got got = gateway.api(bare, token).chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.error("message")).contains("no aliases yet");
    }

    @Test
    void cutsALongNameInItsAnswer() {
        // When
        Got got = gateway.api().chat(Api.ask("x".repeat(100_000)));

        // Then
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.text()).hasSizeLessThan(600);
    }

    @Test
    void needsACredentialThatCanBeUsed() {
        UUID good = gateway.credential("openai", "sk-good");
        Credential sealed = gateway.credential(good);
        UUID inactive = UuidV7.next();
        UUID swapped = UuidV7.next();
        gateway.credential(new Credential(
                inactive,
                "inactive",
                "openai",
                false,
                gateway.keys().box().seal(Masked.of("sk-x"), Credential.context(inactive))));
        gateway.credential(new Credential(swapped, "swapped", "openai", true, sealed.sealed()));
        for (UUID credential : new UUID[] {inactive, swapped, UuidV7.next(), null}) {
            // Given
            Plan plan = gateway.plan().enable("openai", credential);
            Masked token = plan.token();
            gateway.publish(plan);

            // When
            Got got = gateway.api(plan, token).chat(Api.ask("cheap"));

            // Then
            assertThat(got.status()).isEqualTo(502);
            assertThat(got.error("code")).isEqualTo("credential_missing");
            assertThat(got.text()).contains("openai").doesNotContain("sk-");
            assertThat(gateway.api(plan, token).chat(Api.ask("fast")).status()).isEqualTo(200);
            assertThat(gateway.upstream().count("/openai")).isZero();
        }
        Plan plan = gateway.plan().enable("openai", good);
        Masked token = plan.token();
        gateway.publish(plan);
        assertThat(gateway.api(plan, token).chat(Api.ask("cheap")).status()).isEqualTo(200);
        assertThat(gateway.upstream().last().header("authorization")).hasValue("Bearer sk-good");
    }

    @Test
    void takesTheProjectsOwnCredential() {
        // Given
        Plan first = gateway.plan().enable("openai", gateway.credential("openai", "sk-of-first"));
        Plan second = gateway.plan().enable("openai", gateway.credential("openai", "sk-of-second"));
        Masked firstToken = first.token();
        Masked secondToken = second.token();
        gateway.publish(first);
        gateway.publish(second);

        // When
        gateway.api(first, firstToken).chat(Api.ask("cheap"));
        String keyOfFirst = gateway.upstream().last().header("authorization").orElse("");
        gateway.api(second, secondToken).chat(Api.ask("cheap"));
        String keyOfSecond = gateway.upstream().last().header("authorization").orElse("");

        // Then
        assertThat(keyOfFirst).isEqualTo("Bearer sk-of-first");
        assertThat(keyOfSecond).isEqualTo("Bearer sk-of-second");
    }
}
