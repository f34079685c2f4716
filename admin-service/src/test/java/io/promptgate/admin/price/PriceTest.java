package io.promptgate.admin.price;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class PriceTest {

    @BeforeEach
    void forgetPrices() {
        TestDatabase.execute("delete from config.price");
    }

    @Test
    void setsAPriceOverTheBundledOneAndTakesItBack() {
        // Given
        admin().get("/prices/openai/gpt-4o-mini")
                .then()
                .statusCode(200)
                .body("origin", equalTo("bundled"))
                .body("source", containsString("bundled:"))
                .header("ETag", (String) null);

        // When
        ValidatableResponse set = put("openai/gpt-4o-mini", "{\"input\":0.2,\"output\":0.8,\"cached_input\":0.05}");

        // Then
        set.statusCode(201)
                .header("Location", containsString("/prices/openai/gpt-4o-mini"))
                .body("origin", equalTo("set"))
                .body("input", equalTo(0.2f))
                .body("source", equalTo("override:" + Api.revision(set) + ":openai:gpt-4o-mini"))
                .body("$", not(hasKey("reasoning")));
        admin().get("/prices/openai/gpt-4o-mini").then().body("output", equalTo(0.8f));
        admin().delete("/prices/openai/gpt-4o-mini").then().statusCode(204);
        admin().get("/prices/openai/gpt-4o-mini").then().body("origin", equalTo("bundled"));
        admin().delete("/prices/openai/gpt-4o-mini").then().statusCode(404);
    }

    @Test
    void changesNothingWhenTheSamePriceIsSetAgain() {
        // Given
        ValidatableResponse first =
                put("xai/own", "{\"input\":1.50,\"output\":2}").statusCode(201);

        // When
        ValidatableResponse again =
                put("xai/own", "{\"input\":1.5,\"output\":2.0}").statusCode(200);

        // Then
        assertThat(Api.revision(again)).isEqualTo(Api.revision(first));
        assertThat(again.extract().header("ETag")).isEqualTo(first.extract().header("ETag"));
    }

    @Test
    void writesOnlyOverThePriceThatTheCallerSaw() {
        // Given
        String etag = put("xai/own", "{\"input\":1,\"output\":2}").extract().header("ETag");
        put("xai/own", "{\"input\":1,\"output\":3}").statusCode(200);

        // Then
        String body = "{\"input\":9,\"output\":9}";
        admin(body).header("If-Match", etag).put("/prices/xai/own").then().statusCode(412);
        admin(body).header("If-None-Match", "*").put("/prices/xai/own").then().statusCode(412);
        admin().header("If-Match", etag).delete("/prices/xai/own").then().statusCode(412);
        admin(body).header("If-Match", etag).put("/prices/xai/none").then().statusCode(412);
    }

    @Test
    void takesNamesWithSlashesAndPatterns() {
        put("groq/openai/gpt-oss-20b", "{\"input\":1,\"output\":2}")
                .statusCode(201)
                .body("model", equalTo("openai/gpt-oss-20b"));
        put("ollama/*", "{\"input\":0,\"output\":0}").statusCode(201).body("model", equalTo("*"));
        admin().get("/prices/groq/openai/gpt-oss-20b").then().body("origin", equalTo("set"));
        admin().get("/prices/ollama/*").then().statusCode(200);
    }

    @Test
    void keepsTiersAndRarerRates() {
        put("openai/long", """
                        {"input":1,"output":2,"reasoning":3,"audio_input":4,"audio_output":5,"image":0.04,
                         "cache_write":1.25,"cache_write_hour":2,
                         "tiers":[{"above":200000,"input":2,"output":4},{"above":100000,"input":1.5,"output":3}]}""")
                .statusCode(201)
                .body("tiers.above", equalTo(List.of(100_000, 200_000)))
                .body("tiers[1].output", equalTo(4))
                .body("cache_write_hour", equalTo(2));
    }

    @Test
    void tellsAllFieldErrorsTogether() {
        put("nobody/mod*el", """
                        {"output":-1,"cached_input":"x","reasoning":10001,"tiers":[{"input":1,"extra":1},3],"cost":1}""")
                .statusCode(422)
                .body(
                        "errors.field",
                        equalTo(List.of(
                                "provider",
                                "model",
                                "input",
                                "cached_input",
                                "output",
                                "reasoning",
                                "tiers[1]",
                                "tiers[0].above",
                                "tiers[0].output",
                                "tiers[0].extra",
                                "cost")));
        put("openai/twice", """
                        {"input":1,"output":1,"tiers":[{"above":5,"input":1,"output":1},{"above":5,"input":2,"output":1}]}""").statusCode(422).body("errors.field", equalTo(List.of("tiers")));
    }

    @Test
    void listsBothKindsInPagesInTheOrderOfTheirNames() {
        // Given
        put("openai/a-new", "{\"input\":1,\"output\":1}").statusCode(201);
        put("openai/gpt-4o", "{\"input\":1,\"output\":1}").statusCode(201);
        put("xai/zz", "{\"input\":1,\"output\":1}").statusCode(201);

        // When
        List<String> names = new ArrayList<>();
        List<String> origins = new ArrayList<>();
        String after = null;
        do {
            JsonPath page = admin().queryParam("limit", 7)
                    .queryParam("after", after == null ? List.of() : List.of(after))
                    .get("/prices")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> models = page.getList("data.model");
            List<String> providers = page.getList("data.provider");
            for (int i = 0; i < models.size(); i++) {
                names.add(providers.get(i) + "\n" + models.get(i));
            }
            origins.addAll(page.getList("data.origin"));
            after = page.getString("next");
        } while (after != null);

        // Then
        assertThat(names).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
        assertThat(names).hasSizeGreaterThan(60).contains("openai\na-new", "openai\ngpt-4o", "xai\nzz");
        assertThat(origins.get(names.indexOf("openai\ngpt-4o"))).isEqualTo("set");
        assertThat(origins).filteredOn("set"::equals).hasSize(3);
    }

    @Test
    void listsOneProvidersAlone() {
        put("xai/zz", "{\"input\":1,\"output\":1}").statusCode(201);

        admin().queryParam("provider", "xai")
                .get("/prices")
                .then()
                .body("data.provider", everyItem(equalTo("xai")))
                .body("data.model[-1]", equalTo("zz"))
                .body("data.size()", equalTo(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=x", "?limit=0", "?limit=a", "?after=AAAA"})
    void refusesABadPage(String query) {
        admin().get("/prices" + query).then().statusCode(400);
    }

    @Test
    void tellsLogsServiceTheOperatorsPrices() {
        // Given
        ValidatableResponse set = put("xai/own", "{\"input\":1.5,\"output\":2}");

        // Then
        given().header("Authorization", "Bearer " + TestKeys.SERVICE)
                .get("/internal/v1/config/prices")
                .then()
                .statusCode(200)
                .body("revision", equalTo((int) Api.revision(set)))
                .body("prices.model", equalTo(List.of("own")))
                .body("prices[0].revision", equalTo((int) Api.revision(set)))
                .body("prices[0].rates.input", equalTo(1.5f));
        admin().basePath("").get("/internal/v1/config/prices").then().statusCode(401);
    }

    private static ValidatableResponse put(String name, String body) {
        return admin(body).put("/prices/" + name).then();
    }
}
