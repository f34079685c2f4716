package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.config.ProjectType;
import io.promptgate.common.config.Scope;
import io.promptgate.common.event.Surface;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IntrospectionTest {
    private static final List<String> PATHS = List.of("/info", "/tokens", "/endpoints");
    private static final Instant LATER = Instant.parse("2030-01-02T03:04:05Z");

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void showsProjectsOfBothTypes(ProjectType type) {
        // Given
        Plan plan = gateway.plan().type(type).disable("mistral");
        Masked admin = plan.token("ops", Set.of(Scope.ADMIN), LATER);
        gateway.publish(plan);

        // When
        Got info = gateway.api(plan, admin).get("/info");

        // Then
        assertThat(info.status()).isEqualTo(200);
        assertThat(info.header("content-type")).isEqualTo("application/json");
        JsonNode json = info.json();
        assertThat(json.path("uuid").asText()).isEqualTo(plan.uuid().toString());
        assertThat(json.path("project_type").asText())
                .isEqualTo(type == ProjectType.AI_WRAPPER ? "ai_wrapper" : "ai_gateway");
        assertThat(json.path("env").asText()).isEqualTo("test");
        assertThat(json.path("is_active").asBoolean()).isTrue();
        assertThat(json.path("revision").asText()).isEqualTo(info.header("x-promptgate-revision"));
        assertThat(json.path("token").path("name").asText()).isEqualTo("ops");
        assertThat(json.path("token").path("expires_at").asText()).isEqualTo("2030-01-02T03:04:05.000Z");
        assertThat(texts(json.path("aliases"))).containsExactly("fast", "smart", "cheap");
        assertThat(texts(json.path("providers")))
                .startsWith("openai", "anthropic", "groq")
                .doesNotContain("mistral");
        assertThat(gateway.api(plan, admin).get("/endpoints").text()).isEqualTo("{\"data\":[],\"next\":null}");
        assertThat(gateway.logs().await(info.id()).asked().surface())
                .isEqualTo(type == ProjectType.AI_WRAPPER ? Surface.WRAPPER : Surface.GATEWAY);
    }

    @Test
    void listsTokensInSlices() {
        // Given
        Plan plan = gateway.plan();
        Masked admin = plan.token("a", Set.of(Scope.ADMIN), null);
        plan.token("b", Set.of(Scope.MODELS, Scope.CHAT), null);
        Masked gone = plan.token("gone", Set.of(Scope.CHAT), null);
        plan.token("c", Set.of(), null);
        plan.revoke(gone);
        gateway.publish(plan);
        Api api = gateway.api(plan, admin);

        // When
        JsonNode first = api.get("/tokens?limit=2").json();
        JsonNode rest =
                api.get("/tokens?limit=2&after=" + first.path("next").asText()).json();

        // Then
        assertThat(texts(first.path("data"), "name")).containsExactly("a", "b");
        assertThat(texts(first.path("data").path(1).path("scopes"))).containsExactly("chat", "models");
        assertThat(texts(rest.path("data"), "name")).containsExactly("c");
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(texts(api.get("/tokens").json().path("data"), "name")).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "limit=", "after=x"})
    void refusesParametersThatAreNone(String query) {
        Plan plan = gateway.plan();
        Masked admin = plan.token("a", Set.of(Scope.ADMIN), null);
        gateway.publish(plan);

        Got got = gateway.api(plan, admin).get("/tokens?" + query);

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.error("code")).isEqualTo("invalid_request");
        assertThat(got.error("param")).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void letsEachScopeDoItsOwnInBothTypes() {
        // what GET of the paths, of the models and a chat answer, by scopes: "admin" implies none of the others
        Map<Set<Scope>, List<Integer>> expected = Map.of(
                Set.of(), List.of(403, 403, 403, 403, 403),
                Set.of(Scope.CHAT), List.of(403, 403, 403, 200, 200),
                Set.of(Scope.MODELS), List.of(403, 403, 403, 200, 403),
                Set.of(Scope.CHAT, Scope.MODELS), List.of(403, 403, 403, 200, 200),
                Set.of(Scope.ADMIN), List.of(200, 200, 200, 403, 403),
                Set.of(Scope.ADMIN, Scope.CHAT), List.of(200, 200, 200, 200, 200),
                Set.of(Scope.ADMIN, Scope.MODELS), List.of(200, 200, 200, 200, 403),
                Set.of(Scope.values()), List.of(200, 200, 200, 200, 200));
        for (ProjectType type : ProjectType.values()) {
            expected.forEach((scopes, answers) -> {
                Plan plan = gateway.plan().type(type);
                Masked token = plan.token("t", scopes, null);
                gateway.publish(plan);
                List<Integer> found = new ArrayList<>();
                PATHS.forEach(
                        path -> found.add(gateway.api(plan, token).get(path).status()));
                found.add(gateway.api(plan, token).get("/v1/models").status());
                found.add(gateway.api(plan, token).chat(Api.ask("fast")).status());

                List<Integer> due = type == ProjectType.AI_WRAPPER
                        ? answers
                        : List.of(answers.get(0), answers.get(1), answers.get(2), 400, 400);
                assertThat(found).as(type + " " + scopes).isEqualTo(due);
            });
        }
    }

    @Test
    void showsNothingSecretAndNothingToOthers() {
        // Given
        Plan plan = gateway.plan();
        Masked admin = plan.token("a", Set.of(Scope.values()), null);
        Masked other = plan.token("b", Set.of(Scope.CHAT), null);
        Plan foreign = gateway.plan();
        Masked stranger = foreign.token("s", Set.of(Scope.ADMIN), null);
        Plan off = gateway.plan().active(false);
        Masked inactive = off.token("o", Set.of(Scope.ADMIN), null);
        gateway.publish(foreign);
        gateway.publish(off);
        gateway.publish(plan);

        for (String path : PATHS) {
            // When
            String text = gateway.api(plan, admin).get(path).text();
            Got mismatch = gateway.api(plan, stranger).get(path);

            // Then
            for (Masked secret : List.of(admin, other)) {
                assertThat(text)
                        .doesNotContain(secret.reveal())
                        .doesNotContain(TokenHash.of(secret.reveal()).hex());
            }
            assertThat(text)
                    .doesNotContain(TestGateway.OPENAI_KEY)
                    .doesNotContain("credential")
                    .doesNotContain("v1.");
            assertThat(mismatch.status()).isEqualTo(403);
            assertThat(mismatch.error("code")).isEqualTo("project_mismatch");
            assertThat(gateway.api(off, inactive).get(path).error("code")).isEqualTo("project_inactive");
            assertThat(gateway.api(plan, Masked.of("pg_live_" + "0".repeat(64)))
                            .get(path)
                            .status())
                    .isEqualTo(401);
            assertThat(Api.send(gateway.api(plan, admin).to(path).DELETE()).status())
                    .isEqualTo(405);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }
}
