package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.Golden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelsTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.project().alias("later.Name_1-x", "together", "meta-llama/Llama-3:free");
        gateway.project().disable("mistral").unbind("deepseek");
        gateway.publish(gateway.project());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void listsAliasesAndThenEnabledProviders() {
        // When
        Got got = gateway.api().get("/v1/models");

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("content-type")).isEqualTo("application/json");
        assertThat(got.header("x-promptgate-revision")).isEqualTo("2");
        assertThat(got.header("x-promptgate-provider")).isEmpty();
        Golden.assertJson(Golden.folder("models").resolve("list.json"), got.text());
        assertThat(gateway.logs().await(got.id()).outcome().httpStatus()).isEqualTo(200);
    }

    @Test
    void listsNothingInABareProject() {
        // Given
        Plan bare = new Plan();
        Masked token = bare.token();
        gateway.publish(bare);

        // When
        Got got = gateway.api(bare, token).get("/v1/models");

        // Then
        assertThat(got.text()).isEqualTo("{\"object\":\"list\",\"data\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fast",
                "later.Name_1-x",
                "openai:*",
                "openai:gpt-4o",
                "together:meta-llama/Llama-3:free",
                "ollama:llama3:8b"
            })
    void showsOneModelHoweverItsIdIsEncoded(String id) {
        // Given
        String encoded = id.replace(":", "%3A").replace("/", "%2F").replace("*", "%2a");

        // When
        Got plain = gateway.api().get("/v1/models/" + id);
        Got escaped = gateway.api().get("/v1/models/" + encoded);

        // Then
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.json().path("id").asText()).isEqualTo(id);
        assertThat(plain.json().path("owned_by").asText()).isEqualTo("promptgate");
        assertThat(escaped.text()).isEqualTo(plain.text());
    }

    @Test
    void showsWhatAnAliasStandsFor() {
        // When
        JsonNode row = gateway.api().get("/v1/models/later.Name_1-x").json();

        // Then
        assertThat(row.path("is_alias").asBoolean()).isTrue();
        assertThat(row.path("resolved").path("provider").asText()).isEqualTo("together");
        assertThat(row.path("resolved").path("model").asText()).isEqualTo("meta-llama/Llama-3:free");
        assertThat(row.path("object").asText()).isEqualTo("model");
        assertThat(row.path("created").asLong()).isEqualTo(Plan.CREATED.getEpochSecond() + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody",
        "Fast",
        "''",
        "openai",
        "openai:",
        ":gpt-4o",
        "mistral:small",
        "deepseek:chat",
        "nobody:x",
        "fast/",
        "%66ast%00",
        "fast+"
    })
    void showsNothingElse(String id) {
        // When
        Got got = gateway.api().get("/v1/models/" + id);

        // Then
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.error("code")).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%f", "fast%"})
    void takesABrokenEncodingForANameOfItsOwn(String id) {
        try (RawClient client = RawClient.connect(gateway)) {
            // When
            String answer = client.send("GET /api/" + gateway.project().uuid() + "/v1/models/" + id
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + gateway.token().reveal() + "\r\n\r\n")
                    .readUntil("\r\n\r\n");

            // Then
            assertThat(answer).startsWith("HTTP/1.1 404 ");
        }
    }
}
