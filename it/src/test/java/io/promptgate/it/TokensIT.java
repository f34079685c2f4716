package io.promptgate.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.testkit.Reply;
import io.promptgate.testkit.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two gateways make of tokens and credentials at the moment when a call of the admin API returns. */
class TokensIT {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int TURNS = 10;

    private static Suite suite;
    private static Recipe recipe;

    @BeforeAll
    static void start() {
        suite = Suite.start(
                "tokens", new Suite.Size(2, 1, 1), Map.of("PROMPTGATE_TOKEN_USE_INTERVAL", INTERVAL.toSeconds() + "s"));
        recipe = Recipe.cook(suite, "sk-openai-tokens-key", "sk-ant-tokens-key", "gsk-tokens-key");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void refusesARevokedTokenEverywhereWhenTheCallReturns() {
        for (int i = 0; i < TURNS; i++) {
            // Given
            JsonNode token = recipe.token("revoked-" + i);
            assertThat(statuses(token.path("token").asText())).containsOnly(200);

            // When
            Rest.Answer revoked = suite.admin().delete(path(token)).expect(204);

            // Then
            assertThat(statuses(token.path("token").asText())).containsOnly(401);
            assertThat(revoked.header("x-promptgate-applied")).hasValue("2/2");
        }
    }

    @Test
    void rotatesEverywhereWithAndWithoutAnOverlap() {
        // Given
        JsonNode token = recipe.token("rotated");
        String first = token.path("token").asText();

        // When
        String second = rotate(token, "{\"overlap_seconds\":3600}");

        // Then
        assertThat(statuses(first)).containsOnly(200);
        assertThat(statuses(second)).containsOnly(200);

        // When
        String third = rotate(token, "{}");

        // Then
        assertThat(statuses(first)).containsOnly(401);
        assertThat(statuses(second)).containsOnly(401);
        assertThat(statuses(third)).containsOnly(200);

        // When
        String fourth = rotate(token, "{\"overlap_seconds\":2}");

        // Then
        assertThat(statuses(third)).containsOnly(200);
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(statuses(third)).containsOnly(401));
        assertThat(statuses(fourth)).containsOnly(200);
    }

    @Test
    void knowsWhenATokenWasLastUsedWithinTheInterval() {
        // Given
        JsonNode token = recipe.token("used");
        assertThat(lastUsed(token)).isNull();

        // When
        Instant before = Instant.now().minusMillis(1);
        assertThat(statuses(token.path("token").asText())).containsOnly(200);

        // Then
        await().atMost(INTERVAL.plusSeconds(2)).until(() -> lastUsed(token) != null);
        assertThat(lastUsed(token)).isBetween(before, Instant.now());
    }

    @Test
    void tellsOfUsesWhileAdminServiceWasAwayOnceItIsBack() {
        // Given
        JsonNode token = recipe.token("away");
        suite.adminService().kill();

        // When
        Instant used = Instant.now().minusMillis(1);
        assertThat(statuses(token.path("token").asText())).containsOnly(200);
        await().during(INTERVAL.plusSeconds(1))
                .atMost(INTERVAL.plusSeconds(5))
                .until(() -> !suite.adminService().isAlive());
        Instant back = Instant.now();
        suite.restartAdmin();
        suite.awaitReady();

        // Then
        await().atMost(20, SECONDS).until(() -> lastUsed(token) != null);
        assertThat(lastUsed(token)).isBetween(used, back);
    }

    @Test
    void testsACredentialThroughAGateway() {
        // Given
        String good = recipe.credential("groq", "gsk-good-tokens-key");
        String bad = recipe.credential("openai", "sk-bad-tokens-key");
        suite.stub().always("/openai/v1/models", Reply.openAiError(401, "Incorrect API key: sk-bad-tokens-key"));

        // When
        JsonNode ok = test(good).expect(200).json();
        Rest.Answer refused = test(bad).expect(200);

        // Then
        assertThat(ok.path("ok").asBoolean()).isTrue();
        assertThat(ok.path("gateway").asText()).startsWith("gateway-");
        assertThat(refused.json().path("ok").asBoolean()).isFalse();
        assertThat(refused.json().path("reason").asText()).isEqualTo("unauthorized");
        assertThat(refused.body()).doesNotContain("sk-bad", "Incorrect");
        assertThat(suite.stub().count("/openai/v1/models")).isEqualTo(1);
        assertThat(test(bad).status()).isEqualTo(429);
        assertThat(suite.allLogs()).doesNotContain("sk-bad-tokens-key");
    }

    private static Rest.Answer test(String credential) {
        return suite.admin().post("/credentials/" + credential + "/test", "");
    }

    private static String rotate(JsonNode token, String how) {
        Rest.Answer answer = suite.admin().post(path(token) + "/rotate", how).expect(200);
        assertThat(answer.header("x-promptgate-applied")).hasValue("2/2");
        return answer.json().path("token").asText();
    }

    private static @Nullable Instant lastUsed(JsonNode token) {
        JsonNode at = suite.admin().get(path(token)).expect(200).json().path("last_used_at");
        return at.isTextual() ? Instant.parse(at.asText()) : null;
    }

    private static String path(JsonNode token) {
        return "/projects/" + recipe.project() + "/tokens/" + token.path("id").asText();
    }

    /** What each gateway answers to a list of models. */
    private static List<Integer> statuses(String token) {
        return suite.gateways().stream()
                .map((ServiceProcess gateway) -> new Rest(gateway.url("/api/" + recipe.project() + "/v1"), token)
                        .get("/models")
                        .status())
                .toList();
    }
}
