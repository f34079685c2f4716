package io.promptgate.admin.history;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.apply.Docs;
import io.promptgate.common.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises that hold for any configuration, tried on some hundred random ones. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class RandomConfigurationsTest {
    private static final String REFERENCE = "${env:KEY}";
    private static final List<String> PROVIDERS = List.of("openai", "groq", "mistral", "ollama", "xai");
    private static final String OWN = "acme";
    private static final List<String> WORDS = List.of(
            "true",
            "no",
            "null",
            "~",
            "1e3",
            "0x1F",
            "012",
            "1_000",
            "-",
            "a: b",
            "#x",
            "x #y",
            "*a",
            "&b",
            "!c",
            "%d",
            "'q'",
            "\"dq\"",
            "ümläut",
            "日本",
            "😀",
            "{}",
            "[]",
            "2020-01-01",
            "1:30",
            "<<",
            "=",
            "? k",
            "| p",
            "a\\b",
            ",");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anExportAppliedToAnEmptyDatabaseGivesTheSameExport(long seed) throws IOException {
        // Given
        Docs.empty();
        apply(configuration(new Random(seed)), false);
        String export = Docs.exportYaml();
        String json = admin().get("/config").then().statusCode(200).extract().asString();
        Docs.plan(export)
                .log()
                .ifValidationFails()
                .statusCode(200)
                .body("changes", empty())
                .body("unlisted", empty());
        admin(json).post("/config/plan?prune=true").then().statusCode(200).body("changes", empty());
        Docs.empty();

        // When
        ObjectNode document = (ObjectNode) Json.MAPPER.readTree(json);
        document.path("credentials").forEach(c -> ((ObjectNode) c).put("secret", REFERENCE));
        apply(document, false);

        // Then
        assertThat(Docs.exportYaml()).isEqualTo(export);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aRollbackToAnyFormerRevisionGivesTheExportOfThen(long seed) {
        // Given
        Docs.empty();
        Random random = new Random(seed);
        Map<Long, String> exports = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            apply(configuration(random), random.nextBoolean());
            exports.put(Docs.head(), Docs.exportYaml());
        }
        List<Long> revisions = List.copyOf(exports.keySet());

        for (int i = 0; i < 16; i++) {
            // When
            long revision = revisions.get(random.nextInt(revisions.size()));
            admin().post("/revisions/" + revision + "/rollback?tokens=restore")
                    .then()
                    .statusCode(200);

            // Then
            assertThat(Docs.exportYaml()).isEqualTo(exports.get(revision));
            Docs.plan(Docs.exportYaml())
                    .log()
                    .ifValidationFails()
                    .statusCode(200)
                    .body("changes", empty());
        }
    }

    private static void apply(ObjectNode document, boolean prune) {
        admin(Docs.envelope(document.toString(), Map.of(REFERENCE, "sk-0123456789abcdef")))
                .post("/config/apply?prune=" + prune)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200);
    }

    private static ObjectNode configuration(Random random) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        switches(random, document.putArray("built_in_providers"));
        providers(random, document.putArray("providers"));
        prices(random, document.putArray("prices"));
        Map<String, String> byProvider = credentials(random, document.putArray("credentials"));
        ArrayNode projects = document.putArray("projects");
        for (String name : names(random, 3)) {
            ObjectNode project = projects.addObject().put("name", name);
            boolean wrapper = !name.contains("a");
            project.put("project_type", wrapper ? "ai_wrapper" : "ai_gateway");
            project.put("is_active", random.nextBoolean());
            if (random.nextBoolean()) {
                project.put("env", text(random));
            }
            project.set("metadata", metadata(random));
            if (random.nextBoolean()) {
                project.putObject("logging").put("bodies", "none").put("retention_days", 1 + random.nextInt(30));
            }
            if (wrapper) {
                bindings(random, project.putArray("providers"), byProvider);
                aliases(random, project.putArray("aliases"));
            }
            tokens(random, project.putArray("tokens"));
        }
        return document;
    }

    private static void switches(Random random, ArrayNode into) {
        for (String provider : PROVIDERS) {
            if (random.nextBoolean()) {
                into.addObject().put("key", provider).put("enabled", random.nextBoolean());
            }
        }
    }

    private static void providers(Random random, ArrayNode into) {
        ObjectNode own =
                into.addObject().put("key", OWN).put("name", "Own").put("base_url", "https://93.184.215.14/v1");
        own.put("enabled", random.nextBoolean());
        own.put("stream_usage", random.nextBoolean() ? "always" : "on_request");
        if (random.nextBoolean()) {
            own.put("auth", "header").put("key_header", "x-key");
        }
        if (random.nextBoolean()) {
            own.putArray("drop").add("user").add("seed");
            own.putObject("rename").put("max_tokens", "max_new_tokens").put("a", "b");
        }
    }

    private static void prices(Random random, ArrayNode into) {
        Set<String> models = new LinkedHashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            models.add(List.of("1e3", "a/b", "true", "x*", "日本").get(random.nextInt(5)));
        }
        for (String model : models) {
            ObjectNode price = into.addObject()
                    .put("provider", random.nextBoolean() ? OWN : "openai")
                    .put("model", model);
            rates(random, price);
            if (random.nextBoolean()) {
                ArrayNode tiers = price.putArray("tiers");
                rates(random, tiers.addObject().put("above", 200_000));
                rates(random, tiers.addObject().put("above", 100));
            }
        }
    }

    private static void rates(Random random, ObjectNode into) {
        into.put("input", BigDecimal.valueOf(random.nextInt(10_001), random.nextInt(7)))
                .put("output", BigDecimal.valueOf(random.nextInt(10_000)));
        if (random.nextBoolean()) {
            into.put("cached_input", BigDecimal.valueOf(random.nextInt(1_000), 2))
                    .put("image", BigDecimal.ZERO);
        }
    }

    /** Their names have the provider's in them, which cannot change. */
    private static Map<String, String> credentials(Random random, ArrayNode into) {
        Map<String, String> byProvider = new LinkedHashMap<>();
        for (String provider : PROVIDERS) {
            String name = WORDS.get(random.nextInt(4)) + " " + provider;
            byProvider.put(provider, name);
            into.addObject()
                    .put("name", name)
                    .put("provider", provider)
                    .put("secret", REFERENCE)
                    .put("is_active", random.nextBoolean());
        }
        return byProvider;
    }

    private static void bindings(Random random, ArrayNode into, Map<String, String> byProvider) {
        byProvider.forEach((provider, credential) -> {
            if (random.nextBoolean()) {
                into.addObject()
                        .put("provider", provider)
                        .put("enabled", random.nextBoolean())
                        .put("credential", credential);
            }
        });
    }

    private static void aliases(Random random, ArrayNode into) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            names.add(
                    List.of("true", "1e3", "null", "a.b", "X", "-", "0", "1_0").get(random.nextInt(8)));
        }
        for (String name : names) {
            ObjectNode alias = into.addObject().put("alias", name).put("provider", PROVIDERS.get(random.nextInt(5)));
            alias.put("model", text(random));
            ObjectNode presets = alias.putObject("presets");
            if (random.nextBoolean()) {
                presets.put("temperature", BigDecimal.valueOf(random.nextInt(2_000_001), 6));
            }
            if (random.nextBoolean()) {
                presets.put("top_p", BigDecimal.valueOf(random.nextInt(11), 1));
            }
            if (random.nextBoolean()) {
                presets.put(
                        "system_prompt", text(random) + "\n" + " ".repeat(random.nextInt(3)) + text(random) + "\n\t");
            }
        }
    }

    private static void tokens(Random random, ArrayNode into) {
        for (String name : names(random, 3)) {
            ObjectNode token = into.addObject().put("name", name);
            if (random.nextBoolean()) {
                token.putArray("scopes").add("admin").add("chat");
            }
            if (random.nextBoolean()) {
                token.put("expires_at", "20" + (40 + random.nextInt(50)) + "-01-31T12:00:00.123+02:00");
            }
            token.set("metadata", metadata(random));
        }
    }

    private static JsonNode metadata(Random random) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            String key = text(random);
            switch (random.nextInt(5)) {
                case 0 -> metadata.put(key, random.nextLong());
                case 1 -> metadata.put(key, text(random));
                case 2 -> metadata.put(key, BigDecimal.valueOf(random.nextInt(), random.nextInt(9)));
                case 3 -> metadata.putArray(key).add(text(random)).addNull().add(true);
                default -> metadata.putObject(key).put(text(random), random.nextBoolean());
            }
        }
        return metadata;
    }

    private static Set<String> names(Random random, int most) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            names.add(text(random));
        }
        return names;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(random.nextBoolean() ? " " : "").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
