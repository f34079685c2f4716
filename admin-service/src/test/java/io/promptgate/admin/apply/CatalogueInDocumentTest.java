package io.promptgate.admin.apply;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers, their switches and their prices in the document. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class CatalogueInDocumentTest {
    private static final String DOCUMENT = """
            built_in_providers:
              - {key: groq, enabled: false}
              - {key: openai}
            prices:
              - {provider: openai, model: "ft/own*", input: 1.50, output: 4}
              - provider: groq
                model: llama
                input: 0
                output: 0
                tiers:
                  - {above: 200000, input: 1, output: 2}
            """;

    @BeforeEach
    void clear() {
        Docs.empty();
    }

    @Test
    void setsPricesAndSwitchesInOneRevision() {
        // Given
        long before = Docs.head();

        // When
        Docs.apply(DOCUMENT)
                .statusCode(200)
                .body("revision", equalTo((int) before + 1))
                .body("changes.kind", contains("provider switch", "price", "price"))
                .body("changes.name", contains("groq", "openai:ft/own*", "groq:llama"));

        // Then
        admin().get("/providers/groq").then().body("enabled", equalTo(false));
        admin().get("/providers/openai").then().body("enabled", equalTo(true));
        admin().get("/prices/openai/ft/own*")
                .then()
                .body("input", equalTo(1.5f))
                .body("origin", equalTo("set"))
                .body("source", equalTo("override:" + (before + 1) + ":openai:ft/own*"));
        admin().get("/prices/groq/llama").then().body("tiers[0].above", equalTo(200_000));
    }

    @Test
    void changesNothingTheSecondTime() {
        Docs.apply(DOCUMENT).statusCode(200);
        long before = Docs.head();

        Docs.apply(DOCUMENT).statusCode(200).body("changes", empty());
        Docs.plan(Docs.exportYaml()).statusCode(200).body("changes", empty()).body("unlisted", empty());

        assertThat(Docs.head()).isEqualTo(before);
        assertThat(Docs.exportYaml()).startsWith("""
                built_in_providers:
                  - key: groq
                    enabled: false
                providers: []
                credentials: []
                prices:
                  - provider: groq
                    model: llama
                    input: 0
                    output: 0
                    tiers:
                      - above: 200000
                        input: 1
                        output: 2
                  - provider: openai
                    model: ft/own*
                    input: 1.5
                    output: 4
                """);
    }

    @Test
    void showsWhichRateChanges() {
        Docs.apply(DOCUMENT).statusCode(200);

        Docs.plan(DOCUMENT.replace("1.50", "1.75").replace("{key: groq, enabled: false}", "{key: groq}"))
                .statusCode(200)
                .body("text", equalTo("""
                        ~ provider switch groq
                            enabled: false → true
                        ~ price openai:ft/own*
                            input: 1.5 → 1.75
                        0 to create, 2 to change, 0 to remove.
                        """));
    }

    @Test
    void removesThemOnlyWithPrune() {
        Docs.apply(DOCUMENT).statusCode(200);
        String none = "{built_in_providers: [], prices: []}";

        Docs.apply(none).statusCode(200).body("changes", empty()).body("unlisted", hasSize(3));
        Docs.yaml(none)
                .post("/config/apply?prune=true")
                .then()
                .statusCode(200)
                .body("changes.action", contains("remove", "remove", "remove"));

        admin().get("/providers/groq").then().body("enabled", equalTo(true));
        admin().get("/prices/groq/llama").then().statusCode(404);
        Docs.plan(none).body("changes", empty()).body("unlisted", empty());
        Docs.yaml(none).post("/config/plan?prune=true").then().body("changes", empty());
    }

    @Test
    void comeBackByARollback() {
        Docs.apply(DOCUMENT).statusCode(200);
        String then = Docs.exportYaml();
        long revision = Docs.head();
        Docs.yaml("{built_in_providers: [], prices: []}")
                .post("/config/apply?prune=true")
                .then()
                .statusCode(200);

        admin().post("/revisions/" + revision + "/rollback").then().statusCode(200);

        assertThat(Docs.exportYaml()).isEqualTo(then);
    }

    @Test
    void keepsAProviderThatAPriceIsFor() {
        String own = "providers: [{key: acme, name: Acme, base_url: 'https://93.184.215.14/v1'}]\n";
        Docs.apply(own + "prices: [{provider: acme, model: m, input: 1, output: 1}]")
                .statusCode(200);

        Docs.yaml("providers: []")
                .post("/config/apply?prune=true")
                .then()
                .statusCode(422)
                .body("detail", containsString("price acme:m needs acme"));
        Docs.yaml("{providers: [], prices: []}")
                .post("/config/apply?prune=true")
                .then()
                .statusCode(200)
                .body("summary.remove", equalTo(2));
    }

    @Test
    void tellsWhatIsWrongWithEachOfThem() {
        Docs.plan("""
                        built_in_providers:
                          - {key: nobody, enabled: false}
                          - {key: groq, enabled: maybe}
                        prices:
                          - {provider: nobody, model: m, input: 1, output: 1}
                          - {provider: groq, model: "a*b", input: -1}
                          - {provider: groq, model: m, input: 1, output: 1, tiers: [{above: 0, input: 1, output: 1}]}
                          - {provider: groq, model: m, input: 1, output: 1}
                        """)
                .statusCode(422)
                .body(
                        "errors.field",
                        contains(
                                "built_in_providers[0].key",
                                "built_in_providers[1].enabled",
                                "prices[0].provider",
                                "prices[1].model",
                                "prices[1].input",
                                "prices[1].output",
                                "prices[2].tiers[0].above",
                                "prices[3].model"))
                .body("errors.line", contains(2, 3, 5, 6, 6, 6, 7, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/v1",
                "http://169.254.169.254/latest",
                "http://[::ffff:10.0.0.1]/v1",
                "http://2130706433/v1",
                "http://localhost:11434/v1",
                "http://localhost./v1/"
            })
    void refusesAProviderWhoseAddressLeadsInsideOrIsWrittenOddly(String url) {
        long before = Docs.head();
        String document = """
                providers:
                  - {key: fine, name: Fine, base_url: "https://93.184.215.14/v1"}
                  - {key: acme, name: Acme, base_url: "%s"}
                """.formatted(url);

        for (String call : new String[] {"plan", "apply"}) {
            Docs.yaml(document)
                    .post("/config/" + call)
                    .then()
                    .statusCode(422)
                    .body("errors.field", contains("providers[1].base_url"))
                    .body("errors.line", contains(3));
        }
        assertThat(Docs.head()).isEqualTo(before);
    }

    @Test
    void takesWhatTheOperatorAllowsAndWhatNobodyKnowsYet() {
        Docs.plan("""
                        providers:
                          - {key: a, name: A, base_url: "http://inside.test/v1"}
                          - {key: b, name: B, base_url: "http://10.99.1.2/v1"}
                          - {key: c, name: C, base_url: "https://not-there-yet.invalid/v1"}
                        """).statusCode(200).body("summary.create", equalTo(3));
    }
}
