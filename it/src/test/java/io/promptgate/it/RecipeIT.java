package io.promptgate.it;

import static io.promptgate.it.Recipe.ANTHROPIC_MODEL;
import static io.promptgate.it.Recipe.GROQ_MODEL;
import static io.promptgate.it.Recipe.OPENAI_MODEL;
import static io.promptgate.it.Recipe.chat;
import static io.promptgate.it.Recipe.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.errors.UnauthorizedException;
import io.promptgate.testkit.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipe that the product is built from, step by step, with the official SDK as the client. */
class RecipeIT {
    private static final String OPENAI_KEY = "sk-openai-recipe-000000000000000000000000";
    private static final String ANTHROPIC_KEY = "sk-ant-recipe-00000000000000000000000000";
    private static final String GROQ_KEY = "gsk_recipe_0000000000000000000000000000000";
    private static final Duration SOON = Duration.ofSeconds(5);

    private static Suite suite;

    private Recipe recipe;
    private OpenAIClient client;

    @BeforeAll
    static void start() {
        suite = Suite.start("recipe");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @BeforeEach
    void cook() {
        suite.stub().reset();
        recipe = Recipe.cook(suite, OPENAI_KEY, ANTHROPIC_KEY, GROQ_KEY);
        client = recipe.client(recipe.token("app").path("token").asText());
    }

    @Test
    void step1OnlyTheProvidersThatWereEnabledAreEnabled() {
        // When
        JsonNode bindings = suite.admin()
                .get("/projects/" + recipe.project() + "/providers")
                .expect(200)
                .json()
                .path("data");

        // Then
        List<String> enabled = new ArrayList<>();
        bindings.forEach(row -> {
            if (row.path("enabled").asBoolean()) {
                enabled.add(row.path("provider").asText());
            }
        });
        assertThat(enabled).containsExactlyInAnyOrder("openai", "anthropic", "groq");
    }

    @Test
    void step3ModelsListsAliasesFirstAndThenTheEnabledProviders() {
        // When
        JsonNode data = new Rest(
                        suite.baseUrl(recipe.project()),
                        recipe.token("lister").path("token").asText())
                .get("/models")
                .expect(200)
                .json()
                .path("data");

        // Then
        List<String> ids = new ArrayList<>();
        data.forEach(row -> {
            ids.add(row.path("id").asText());
            assertThat(row.path("owned_by").asText()).isEqualTo("promptgate");
            assertThat(row.path("is_alias").asBoolean())
                    .isEqualTo(!row.path("id").asText().contains(":"));
        });
        assertThat(ids).containsExactly("fast", "smart", "cheap", "openai:*", "anthropic:*", "groq:*");
        assertThat(data.get(0).path("resolved").path("model").asText()).isEqualTo(GROQ_MODEL);
        assertThat(client.models().list().data()).hasSize(6);
    }

    @Test
    void step4TheSdkChatsThroughAllThreeAndOnlyTheModelDiffers() {
        for (String model : List.of("fast", "smart", "cheap", "promptgate:fast", "groq:" + GROQ_MODEL)) {
            // When
            String plain = chat(client, model, "Say hello")
                    .choices()
                    .getFirst()
                    .message()
                    .content()
                    .orElseThrow();
            String streamed = stream(client, model, "Say hello");

            // Then
            assertThat(plain).isNotBlank();
            assertThat(streamed).isNotBlank();
        }
        assertThat(suite.stub().count("/groq")).isEqualTo(6);
        assertThat(suite.stub().count("/anthropic")).isEqualTo(2);
        assertThat(suite.stub().count("/openai")).isEqualTo(2);
        suite.stub().received().forEach(call -> {
            String sent = call.header("authorization").orElse("")
                    + call.header("x-api-key").orElse("");
            assertThat(sent).doesNotContain("pg_live_").containsAnyOf(OPENAI_KEY, ANTHROPIC_KEY, GROQ_KEY);
        });
    }

    @Test
    void step4TheReplyNamesTheUpstreamsModel() {
        assertThat(chat(client, "fast", "hi").model()).isEqualTo(GROQ_MODEL);
        assertThat(chat(client, "smart", "hi").model()).isEqualTo(ANTHROPIC_MODEL);
    }

    @Test
    void step5TheVeryNextRequestAfterAnEditGoesToTheNewProvider() {
        // Given
        chat(client, "fast", "before");
        assertThat(suite.stub().last().path()).startsWith("/groq");

        // When
        Rest.Answer edit = recipe.alias("fast", "openai", OPENAI_MODEL);
        chat(client, "fast", "after");

        // Then
        assertThat(edit.header("x-promptgate-applied")).hasValue("1/1");
        assertThat(suite.stub().last().path()).startsWith("/openai");
        await().atMost(SOON).until(() -> recipe.rows("alias:fast").size() == 2);
        assertThat(recipe.rows("alias:fast provider:groq")).hasSize(1);
        assertThat(recipe.rows("alias:fast provider:openai")).hasSize(1);
        assertThat(recipe.rows("alias:fast").get(1).path("provider").asText()).isEqualTo("groq");
    }

    @Test
    void step6LogsAndMetricsTellTheProvidersApart() {
        // Given
        chat(client, "fast", "one");
        stream(client, "fast", "two");
        chat(client, "smart", "three");
        chat(client, "cheap", "four");
        await().atMost(SOON).until(() -> recipe.rows("").size() == 4);

        // When
        JsonNode groq = recipe.rows("provider:groq");
        JsonNode byModel = recipe.rows("model:" + GROQ_MODEL);
        JsonNode metrics = recipe.metrics("groq");

        // Then
        assertThat(groq).hasSize(2);
        groq.forEach(row -> assertThat(row.path("provider").asText()).isEqualTo("groq"));
        assertThat(byModel).isEqualTo(groq);
        assertThat(metrics.path("requests").asInt()).isEqualTo(2);
        assertThat(metrics.path("errors").asInt()).isZero();
        assertThat(metrics.path("latency_ms").path("p95").isNumber()).isTrue();
        assertThat(metrics.path("tokens").path("total").asLong()).isPositive();
        assertThat(metrics.path("cost_usd").decimalValue()).isGreaterThan(BigDecimal.ZERO);
        assertThat(metrics.path("unpriced_requests").asInt()).isZero();
        assertThat(recipe.metrics("anthropic").path("cost_usd").decimalValue()).isGreaterThan(BigDecimal.ZERO);
    }

    @Test
    void step6AProvidersErrorsRiseWithinSecondsAndTheOthersDoNot() {
        // Given
        chat(client, "fast", "fine");
        chat(client, "cheap", "fine");
        suite.stub().always("/groq", Reply.openAiError(500, "groq is down"));

        // When
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> chat(client, "fast", "broken")).isNotNull();
        }

        // Then
        await().atMost(SOON).until(() -> recipe.metrics("groq").path("errors").asInt() == 3);
        assertThat(recipe.metrics("groq").path("requests").asInt()).isEqualTo(4);
        assertThat(recipe.metrics("openai").path("errors").asInt()).isZero();
        assertThat(recipe.rows("provider:groq status:error")).hasSize(3);
    }

    @Test
    void step7RevokingOneTokenLeavesTheOthersAndTheLogsTellThemApart() {
        // Given
        JsonNode web = recipe.token("web");
        JsonNode batch = recipe.token("batch");
        OpenAIClient webClient = recipe.client(web.path("token").asText());
        OpenAIClient batchClient = recipe.client(batch.path("token").asText());
        chat(webClient, "fast", "from web");
        chat(batchClient, "fast", "from batch");

        // When
        Rest.Answer revoked = suite.admin()
                .delete("/projects/" + recipe.project() + "/tokens/"
                        + web.path("id").asText());

        // Then
        assertThat(revoked.status()).isIn(200, 204);
        assertThatThrownBy(() -> chat(webClient, "fast", "again")).isInstanceOf(UnauthorizedException.class);
        chat(batchClient, "fast", "again");
        await().atMost(SOON).until(() -> recipe.rows("").size() == 3);
        assertThat(recipe.rows("token:web")).hasSize(1);
        assertThat(recipe.rows("token:batch")).hasSize(2);
    }
}
