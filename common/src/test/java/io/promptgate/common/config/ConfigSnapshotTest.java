package io.promptgate.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Dialect;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.StreamUsage;
import io.promptgate.common.json.Json;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.PriceOverride;
import io.promptgate.common.price.Rates;
import io.promptgate.common.price.Tier;
import io.promptgate.common.secret.TokenHash;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfigSnapshotTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    private final ConfigSnapshot seven =
            new ConfigSnapshot(7, List.of(credential(A, "a"), credential(B, "b")), List.of(project(A, "one")));

    @Test
    void replacesAddsAndRemovesAndKeepsTheOrder() {
        // When
        ConfigSnapshot eight = seven.apply(new ConfigChange(
                7,
                8,
                List.of(credential(C, "new"), credential(A, "changed")),
                List.of(B),
                List.of(project(B, "two"), project(A, "renamed")),
                List.of()));

        // Then
        assertThat(eight.revision()).isEqualTo(8);
        assertThat(eight.credentials()).extracting(Credential::name).containsExactly("changed", "new");
        assertThat(eight.projects()).extracting(Project::name).containsExactly("renamed", "two");
        assertThat(seven.credentials()).extracting(Credential::name).containsExactly("a", "b");
    }

    @Test
    void leavesEverythingWhenNothingChanged() {
        // When
        ConfigSnapshot nine = seven.apply(new ConfigChange(7, 9, List.of(), List.of(C), List.of(), List.of(C)));

        // Then
        assertThat(nine).isEqualTo(new ConfigSnapshot(9, seven.credentials(), seven.projects()));
    }

    @Test
    void buildsUpFromNothing() {
        // When
        ConfigSnapshot first = ConfigSnapshot.EMPTY.apply(
                new ConfigChange(0, 7, seven.credentials(), List.of(), seven.projects(), List.of()));

        // Then
        assertThat(first).isEqualTo(seven);
    }

    @Test
    void refusesAChangeThatStartsElsewhere() {
        ConfigChange late = new ConfigChange(6, 8, List.of(), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> seven.apply(late))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a change from revision 6 does not fit revision 7");
    }

    @Test
    void isNotChangedThroughTheListItWasMadeOf() {
        // Given
        List<Project> projects = new ArrayList<>(List.of(project(A, "one")));
        ConfigSnapshot snapshot = new ConfigSnapshot(1, List.of(), projects);

        // When
        projects.clear();

        // Then
        assertThat(snapshot.projects()).hasSize(1);
    }

    @Test
    void travelsAsJson() throws Exception {
        // When
        String text = Json.MAPPER.writeValueAsString(seven);

        // Then
        JsonNode json = Json.MAPPER.readTree(text);
        JsonNode project = json.path("projects").path(0);
        assertThat(project.path("type").asText()).isEqualTo("ai_wrapper");
        assertThat(text).contains("\"presets\":{\"top_p\":0.90,\"max_tokens\":100}");
        assertThat(project.path("tokens").path(0).path("scopes").path(0).asText())
                .isEqualTo("chat");
        assertThat(Json.MAPPER.readValue(text, ConfigSnapshot.class)).isEqualTo(seven);
    }

    @Test
    void takesTheCatalogueOverFromAChangeThatHasOne() {
        // Given
        Catalogue catalogue = new Catalogue(List.of(own("acme")), Set.of("groq"));

        // When
        ConfigSnapshot eight = seven.apply(
                new ConfigChange(7, 8, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), catalogue));
        ConfigSnapshot nine = eight.apply(new ConfigChange(8, 9, List.of(), List.of(), List.of(), List.of()));

        // Then
        assertThat(seven.catalogue()).isEqualTo(Catalogue.BUILT_IN);
        assertThat(eight.catalogue()).isEqualTo(catalogue);
        assertThat(nine.catalogue()).isEqualTo(catalogue);
    }

    @Test
    void carriesTheCatalogueAsJson() throws Exception {
        // Given
        ConfigSnapshot snapshot = new ConfigSnapshot(
                7, List.of(), List.of(), List.of(), new Catalogue(List.of(own("acme")), Set.of("groq")));

        // When
        String text = Json.MAPPER.writeValueAsString(snapshot);

        // Then
        assertThat(text)
                .contains("\"auth\":\"header\"", "\"key_header\":\"api-key\"", "\"stream_usage\":\"on_request\"")
                .contains("\"dialect\":\"openai\"", "\"disabled\":[\"groq\"]");
        assertThat(Json.MAPPER.readValue(text, ConfigSnapshot.class)).isEqualTo(snapshot);
    }

    @Test
    void readsWhatWasWrittenBeforeThereWereCatalogueAndFormerSecrets() throws Exception {
        // Given
        String old = "{\"revision\":7,\"credentials\":[],\"projects\":[{\"uuid\":\"" + A
                + "\",\"name\":\"one\",\"type\":\"ai_wrapper\",\"active\":true,\"bindings\":[],\"aliases\":[],"
                + "\"tokens\":[{\"id\":\"" + B + "\",\"name\":\"app\",\"hash\":\""
                + TokenHash.of("t").hex() + "\",\"scopes\":[\"chat\"]}]}]}";

        // When
        ConfigSnapshot read = Json.MAPPER.readValue(old, ConfigSnapshot.class);

        // Then
        assertThat(read.catalogue()).isEqualTo(Catalogue.BUILT_IN);
        assertThat(read.projects().getFirst().tokens().getFirst().former()).isNull();
    }

    @Test
    void endsAFormerSecretWithItsTimeOrWithTheToken() {
        // Given
        Token.Former former = new Token.Former(TokenHash.of("old"), NOON);

        // When
        Token unending = new Token(A, "app", TokenHash.of("x"), Set.of(Scope.CHAT), null, former);
        Token earlier = new Token(A, "app", TokenHash.of("x"), Set.of(Scope.CHAT), NOON.minusSeconds(1), former);
        Token later = new Token(A, "app", TokenHash.of("x"), Set.of(Scope.CHAT), NOON.plusSeconds(1), former);

        // Then
        assertThat(unending.asFormer().orElseThrow().hash()).isEqualTo(TokenHash.of("old"));
        assertThat(unending.asFormer().orElseThrow().expiresAt()).isEqualTo(NOON);
        assertThat(earlier.asFormer().orElseThrow().expiresAt()).isEqualTo(NOON.minusSeconds(1));
        assertThat(later.asFormer().orElseThrow().expiresAt()).isEqualTo(NOON);
        assertThat(seven.projects().getFirst().tokens().getFirst().asFormer()).isEmpty();
    }

    @Test
    void replacesAddsAndRemovesPrices() {
        // Given
        ConfigSnapshot priced = new ConfigSnapshot(
                1, List.of(), List.of(), List.of(price("a", 1), price("b", 1), price("c", 1)), Catalogue.BUILT_IN);

        // When
        ConfigSnapshot next = priced.apply(new ConfigChange(
                1,
                2,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(price("d", 2), price("a", 2)),
                List.of(new PriceKey("openai", "b")),
                null));

        // Then
        assertThat(next.prices()).containsExactly(price("a", 2), price("c", 1), price("d", 2));
        assertThat(next.apply(new ConfigChange(2, 3, List.of(), List.of(), List.of(), List.of()))
                        .prices())
                .isSameAs(next.prices());
    }

    @Test
    void carriesPricesAsJson() throws Exception {
        // Given
        PriceOverride price = new PriceOverride(
                "openai",
                "gpt-*",
                42,
                Rates.of(new BigDecimal("2.50"), BigDecimal.TEN),
                List.of(new Tier(200_000, Rates.of(BigDecimal.TEN, BigDecimal.TEN))));
        ConfigSnapshot snapshot = new ConfigSnapshot(42, List.of(), List.of(), List.of(price), Catalogue.BUILT_IN);
        ConfigChange change = new ConfigChange(
                41,
                42,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(price),
                List.of(new PriceKey("xai", "*")),
                null);

        // Then
        String text = Json.MAPPER.writeValueAsString(snapshot);
        assertThat(Json.MAPPER.readValue(text, ConfigSnapshot.class)).isEqualTo(snapshot);
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(change), ConfigChange.class))
                .isEqualTo(change);
    }

    @Test
    void readsWhatAVersionWithoutPricesWrote() throws Exception {
        // When
        ConfigSnapshot snapshot =
                Json.MAPPER.readValue("{\"revision\":7,\"credentials\":[],\"projects\":[]}", ConfigSnapshot.class);
        ConfigChange change = Json.MAPPER.readValue(
                "{\"from\":7,\"to\":8,\"credentials\":[],\"removed_credentials\":[],\"projects\":[],"
                        + "\"removed_projects\":[]}",
                ConfigChange.class);

        // Then
        assertThat(snapshot).isEqualTo(new ConfigSnapshot(7, List.of(), List.of()));
        assertThat(snapshot.apply(change)).isEqualTo(new ConfigSnapshot(8, List.of(), List.of()));
    }

    @Test
    void readsAConfigurationThatSaysNothingOfTheLog() throws Exception {
        // Given
        ObjectNode json = (ObjectNode) Json.MAPPER.valueToTree(seven);
        ((ObjectNode) json.path("projects").path(0)).remove("logging");

        // When
        Project read =
                Json.MAPPER.treeToValue(json, ConfigSnapshot.class).projects().getFirst();

        // Then
        assertThat(read.logging()).isEqualTo(Logging.DEFAULT);
        assertThat(read.name()).isEqualTo("one");
    }

    @Test
    void bindsACredentialsSecretToItsRow() {
        assertThat(Credential.context(A)).isEqualTo("credential:00000000-0000-0000-0000-000000000001");
        assertThat(Credential.context(A)).isNotEqualTo(Credential.context(B));
    }

    @Test
    void expiresATokenAtItsInstant() {
        // Given
        Token token = new Token(A, "app", TokenHash.of("x"), Set.of(Scope.CHAT), NOON);

        // Then
        assertThat(token.expired(NOON.minusMillis(1))).isFalse();
        assertThat(token.expired(NOON)).isTrue();
        assertThat(new Token(A, "app", TokenHash.of("x"), Set.of(), null).expired(Instant.MAX))
                .isFalse();
    }

    private static Provider own(String key) {
        return new Provider(
                key,
                "Acme",
                "https://llm.example.com/v1",
                Dialect.OPENAI,
                AuthStyle.HEADER,
                StreamUsage.ON_REQUEST,
                List.of("user"),
                Map.of("seed", "random_seed"),
                0,
                "api-key");
    }

    private static PriceOverride price(String model, long revision) {
        return new PriceOverride("openai", model, revision, Rates.of(BigDecimal.ONE, BigDecimal.TWO), List.of());
    }

    private static Credential credential(UUID id, String name) {
        return new Credential(id, name, "groq", true, "v1.00000000.AAAA");
    }

    private static Project project(UUID uuid, String name) {
        Presets presets = new Presets(null, new BigDecimal("0.90"), 100, null);
        return new Project(
                uuid,
                name,
                ProjectType.AI_WRAPPER,
                "production",
                true,
                List.of(new ProviderBinding("groq", true, A, NOON)),
                List.of(new Alias("fast", "groq", "llama", presets, NOON)),
                List.of(new Token(B, "app", TokenHash.of("t"), Set.of(Scope.CHAT), null)));
    }
}
