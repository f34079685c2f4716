package io.promptgate.admin.price;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class PriceImportTest {

    @BeforeEach
    void forgetPrices() {
        TestDatabase.execute("delete from config.price");
    }

    @Test
    void takesOverWhatDiffersAndSaysWhatItDidAndLeftOut() {
        // When
        JsonPath report = send(file("good.json"), "").statusCode(200).extract().jsonPath();

        // Then
        assertThat(report.getList("added.model"))
                .containsExactlyInAnyOrder(
                        "gpt-import-new", "openai/gpt-import", "acme/import-chat", "claude-import-5", "import-embed");
        assertThat(report.getList("added.provider"))
                .containsExactlyInAnyOrder("openai", "groq", "together", "anthropic", "mistral");
        assertThat(report.getList("changed.model")).containsExactly("gpt-4.1-nano");
        assertThat(amount(report, "changed[0].before.input")).isEqualByComparingTo("0.1");
        assertThat(amount(report, "changed[0].after.input")).isEqualByComparingTo("0.2");
        assertThat(report.getInt("unchanged")).isEqualTo(1);
        assertThat(report.getList("skipped.reason", String.class).stream()
                        .sorted(Comparator.naturalOrder())
                        .toList())
                .containsExactly(
                        "not charged by the token: audio_speech",
                        "not charged by the token: image_generation",
                        "of a provider that the gateway has not",
                        "the format's own example",
                        "without a price per token");
        assertThat(report.getList("skipped.find { it.reason.startsWith('of a provider') }.names"))
                .isEqualTo(List.of("azure/gpt-4o"));
    }

    @Test
    void convertsEveryRateToUsdPerMillionTokens() {
        // Given
        ValidatableResponse done = send(file("good.json"), "").statusCode(200);

        // When
        JsonPath price = admin().get("/prices/openai/gpt-import-new")
                .then()
                .statusCode(200)
                .body("origin", equalTo("import"))
                .body("source", equalTo("override:" + Api.revision(done) + ":openai:gpt-import-new"))
                .extract()
                .jsonPath();

        // Then
        assertThat(amount(price, "input")).isEqualByComparingTo("1.25");
        assertThat(amount(price, "cached_input")).isEqualByComparingTo("0.125");
        assertThat(amount(price, "output")).isEqualByComparingTo("10");
        assertThat(amount(price, "reasoning")).isEqualByComparingTo("20");
        assertThat(amount(price, "audio_input")).isEqualByComparingTo("40");
        assertThat(amount(price, "audio_output")).isEqualByComparingTo("80");
        assertThat(amount(price, "image")).isEqualByComparingTo("0.04");
        assertThat(price.getList("tiers.above")).containsExactly(200_000);
        assertThat(amount(price, "tiers[0].input")).isEqualByComparingTo("2.5");
        assertThat(amount(price, "tiers[0].cached_input")).isEqualByComparingTo("0.125");
        JsonPath claude = admin().get("/prices/anthropic/claude-import-5").jsonPath();
        assertThat(amount(claude, "cache_write")).isEqualByComparingTo("3.75");
        assertThat(amount(claude, "cache_write_hour")).isEqualByComparingTo("6");
    }

    @Test
    void changesNothingTheSecondTimeAndInADryRun() {
        // Given
        long before = Api.revision(
                send(file("good.json"), "?dry_run=true").statusCode(200).body("added.size()", equalTo(5)));
        admin().get("/prices/openai/gpt-import-new").then().statusCode(404);
        long first = Api.revision(send(file("good.json"), ""));

        // When
        ValidatableResponse second = send(file("good.json"), "")
                .statusCode(200)
                .body("added.size()", equalTo(0))
                .body("changed.size()", equalTo(0))
                .body("unchanged", equalTo(7));

        // Then
        assertThat(first).isEqualTo(before + 1);
        assertThat(Api.revision(second)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "negative, gpt-poison, output = -1; allowed: 0 to 10000",
        "missing, gpt-poison, has no output",
        "absurd, gpt-poison, input = 2500000; allowed: 0 to 10000",
        "huge, gpt-poison, allowed: 0 to 10000",
        "text, gpt-poison, has input_cost_per_token that is no number",
        "tier, gpt-poison, output = -1; allowed",
        "twice, openai/gpt-poison, 'is openai:gpt-poison, as is gpt-poison, at another price'",
        "leap, gpt-4.1, more than a factor of 100; force=true takes it nevertheless",
        "free, gpt-4.1, more than a factor of 100",
    })
    void refusesAPoisonedFileAsAWholeAndKeepsWhatItHad(String name, String row, String message) {
        // Given
        long revision = Api.revision(send(file("good.json"), ""));

        // When
        send(file("poisoned-" + name + ".json"), "")
                .statusCode(422)
                .body("errors[0].field", equalTo(row))
                .body("errors[0].message", containsString(message));

        // Then
        assertThat(Api.revision(send(file("good.json"), "").body("unchanged", equalTo(7))))
                .isEqualTo(revision);
        admin().get("/prices/openai/gpt-poison-good").then().statusCode(404);
        admin().get("/prices/openai/gpt-4.1").then().body("origin", equalTo("bundled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"gpt\":", "[]", "\"prices\"", "", "{} {}", "{\"a\":{},\"a\":{}}", "{\"\u0001\":1}"})
    void refusesWhatIsNoPriceFile(String body) {
        send(body.getBytes(StandardCharsets.UTF_8), "").statusCode(400);
    }

    @Test
    void refusesAFileWithoutAPriceOfAnyUse() {
        send("{\"azure/x\":{\"litellm_provider\":\"azure\"}}".getBytes(StandardCharsets.UTF_8), "")
                .statusCode(422)
                .body("detail", containsString("no price of a provider that the gateway has"));
    }

    @Test
    void takesALeapWhenTheCallerInsists() {
        // When
        send(file("poisoned-leap.json"), "?force=true").statusCode(200).body("changed.size()", equalTo(1));

        // Then
        JsonPath price = admin().get("/prices/openai/gpt-4.1").jsonPath();
        assertThat(amount(price, "input")).isEqualByComparingTo("0.001");
        send(file("poisoned-negative.json"), "?force=true").statusCode(422);
        send(file("good.json"), "?force=perhaps").statusCode(400);
    }

    private static BigDecimal amount(JsonPath json, String path) {
        return new BigDecimal(json.getString(path));
    }

    private static ValidatableResponse send(byte[] file, String query) {
        return admin(new String(file, StandardCharsets.UTF_8))
                .post("/prices/import" + query)
                .then();
    }

    private static byte[] file(String name) {
        try (InputStream in = Objects.requireNonNull(PriceImportTest.class.getResourceAsStream("/litellm/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
