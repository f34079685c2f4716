package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.ProjectType;
import io.promptgate.common.config.Scope;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and by which paths. */
final class AccessTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().reset();
    }

    @Test
    void tellsNobodyWhyATokenIsNotValid() {
        // Given
        String live = gateway.token().reveal();
        Masked expired =
                gateway.project().token("old", Set.of(Scope.CHAT), Instant.now().minusSeconds(1));
        Masked revoked = gateway.project().token("gone", Set.of(Scope.CHAT), null);
        gateway.publish(gateway.project());
        assertThat(gateway.api(gateway.project(), revoked).chat(Api.ask("fast")).status())
                .isEqualTo(200);
        gateway.publish(gateway.project().revoke(revoked));
        int before = gateway.settled();
        List<String> authorizations = new ArrayList<>(List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                live,
                "Basic " + live,
                "Bearer Bearer " + live,
                "Bearer " + live + "0",
                "Bearer " + live.substring(0, live.length() - 1),
                "Bearer " + live.toUpperCase(Locale.ROOT),
                "Bearer " + live.substring("pg_live_".length()),
                "Bearer " + ClientToken.mintLive().reveal(),
                "Bearer " + ClientToken.mintAdmin().reveal(),
                "Bearer " + expired.reveal(),
                "Bearer " + revoked.reveal()));

        // When
        List<Got> answers = authorizations.stream().map(AccessTest::chatAs).toList();

        // Then
        for (Got got : answers) {
            assertThat(got.status()).isEqualTo(401);
            assertThat(got.error("code")).isEqualTo("invalid_api_key");
            assertThat(got.error("type")).isEqualTo("authentication_error");
            assertThat(got.text()).isEqualTo(answers.getFirst().text());
            assertThat(got.header("www-authenticate")).isEqualTo("Bearer");
            assertThat(got.header("x-request-id")).isNotEmpty();
            assertThat(got.header("x-promptgate-revision")).isNotEmpty();
        }
        assertThat(gateway.upstream().count()).isEqualTo(1);
        assertThat(gateway.metrics()
                        .counter("promptgate.auth.failures", "code", "invalid_api_key")
                        .count())
                .isEqualTo(authorizations.size());
        assertThat(gateway.api().get("/v1/models").status()).isEqualTo(200);
        gateway.logs().awaitCount(before + 1);
        assertThat(gateway.logs().count()).isEqualTo(before + 1);
    }

    @Test
    void takesTheSchemeInAnyCaseAndWithSpaces() {
        for (String scheme : List.of("bearer ", "BEARER ", "Bearer   ")) {
            assertThat(chatAs(scheme + gateway.token().reveal() + " ").status()).isEqualTo(200);
        }
    }

    @Test
    void answersForAForeignProjectAsForOneThatIsNotThere() {
        // Given
        Plan foreign = gateway.plan();
        foreign.token();
        gateway.publish(foreign);
        int before = gateway.settled();

        // When
        Got there = gateway.api(foreign, gateway.token()).chat(Api.ask("fast"));
        Got missing = at(UUID.randomUUID().toString());
        Got nonsense = at("not-a-uuid");
        Got empty = at("");
        Got upper = at(gateway.project().uuid().toString().toUpperCase(Locale.ROOT));

        // Then
        for (Got got : List.of(there, missing, nonsense, empty, upper)) {
            assertThat(got.status()).isEqualTo(403);
            assertThat(got.error("code")).isEqualTo("project_mismatch");
            assertThat(got.text()).isEqualTo(there.text());
        }
        gateway.logs().awaitCount(before + 5);
        RequestRecord record = gateway.logs().await(there.id());
        assertThat(record.client().projectUuid()).isEqualTo(gateway.project().uuid());
        assertThat(record.outcome().ended()).isEqualTo(Ended.REFUSED);
    }

    @Test
    void refusesAnInactiveProject() {
        // Given
        Plan plan = gateway.plan().active(false);
        Masked token = plan.token();
        gateway.publish(plan);

        // When
        Got got = gateway.api(plan, token).chat(Api.ask("fast"));

        // Then
        assertThat(got.status()).isEqualTo(403);
        assertThat(got.error("code")).isEqualTo("project_inactive");
        assertThat(gateway.logs().await(got.id()).client().projectUuid()).isEqualTo(plan.uuid());
    }

    @Test
    void refusesTheWrapperPathsOfAGatewayProject() {
        // Given
        Plan plan = gateway.plan().type(ProjectType.AI_GATEWAY);
        Masked token = plan.token();
        gateway.publish(plan);

        // When
        Got chat = gateway.api(plan, token).chat(Api.ask("fast"));
        Got models = gateway.api(plan, token).get("/v1/models");

        // Then
        for (Got got : List.of(chat, models)) {
            assertThat(got.status()).isEqualTo(400);
            assertThat(got.error("code")).isEqualTo("wrong_project_type");
            assertThat(got.error("message")).contains("/api/" + plan.uuid() + "/");
        }
    }

    @Test
    void letsEachScopeDoItsOwn() {
        // Given
        Plan plan = gateway.plan();
        Masked chat = plan.token("chat", Set.of(Scope.CHAT), null);
        Masked models = plan.token("models", Set.of(Scope.MODELS), null);
        Masked admin = plan.token("admin", Set.of(Scope.ADMIN), null);
        Masked none = plan.token("none", Set.of(), null);
        gateway.publish(plan);

        // Then
        assertThat(status(plan, chat)).containsExactly(200, 200, 200);
        assertThat(status(plan, models)).containsExactly(403, 200, 200);
        assertThat(status(plan, admin)).containsExactly(403, 403, 403);
        assertThat(status(plan, none)).containsExactly(403, 403, 403);
        Got refused = gateway.api(plan, models).chat(Api.ask("fast"));
        assertThat(refused.error("code")).isEqualTo("insufficient_scope");
        assertThat(refused.error("message")).endsWith("it needs chat.");
        RequestRecord record = gateway.logs().await(refused.id());
        assertThat(record.client().tokenName()).isEqualTo("models");
        assertThat(record.outcome().httpStatus()).isEqualTo(403);
        assertThat(gateway.api(plan, admin).get("/v1/models").error("message")).endsWith("it needs chat or models.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/",
                "/api/{p}",
                "/api/{p}/",
                "/api/{p}/v1",
                "/api/{p}/v1/",
                "/api/{p}/v1/chat",
                "/api/{p}/v1/chat/completions/",
                "/api/{p}/v1/chat/completions/x",
                "/api/{p}/v1/chat//completions",
                "/api/{p}//v1/chat/completions",
                "/api//{p}/v1/chat/completions",
                "//api/{p}/v1/chat/completions",
                "/api/{p}/v1/chat/completions;x=y",
                "/api/{p};x/v1/chat/completions",
                "/api;/{p}/v1/chat/completions",
                "/api/{p}/v1/chat/Completions",
                "/api/{p}/V1/chat/completions",
                "/API/{p}/v1/chat/completions",
                "/api/{p}/v1/chat/completion%73",
                "/api/{p}/v1%2fchat%2fcompletions",
                "/api/{p}/v1/chat/%2e/completions",
                "/api/{p}/v1/models/%2e%2e/chat/completions",
                "/api/{p}/v1/models/../chat/completions",
                "/api/{p}/v1/./chat/completions",
                "/api/x/../{p}/v1/chat/completions",
                "/api/%2e%2e/api/{p}/v1/chat/completions",
                "/api/{p}/v1/chat\\completions",
                "/api/{p}/v1/chat/completions%00",
                "/api/{p}/v1/chat/completions%20",
                "/api/{p}/v1/embeddings",
                "/internal/v1/config/snapshot",
                "/q/health",
                "/q/metrics",
                "*"
            })
    void hasOneSpellingOfEachPath(String path) {
        // Given
        String real = path.replace("{p}", gateway.project().uuid().toString());
        String chat = RawClient.chat(gateway, Api.ask("fast"));
        for (String authorization : List.of("Bearer " + gateway.token().reveal(), "Bearer nobody", "")) {
            try (RawClient client = RawClient.connect(gateway)) {
                String request = chat.replaceFirst("POST \\S+", "POST " + real.replace("\\", "\\\\"))
                        .replaceFirst("Authorization: [^\r]+", "Authorization: " + authorization);

                // When
                String answer = client.send(request).readUntil("\r\n\r\n");

                // Then
                assertThat(answer).matches("(?s)HTTP/1.1 (400|401|403|404|405) .*");
                assertThat(answer).containsIgnoringCase("x-request-id");
                assertThat(gateway.upstream().count()).isZero();
            }
        }
    }

    @Test
    void takesAQueryAndDoesNotPassItOn() {
        // When
        Got got = Api.send(gateway.api()
                .chatRequest(Api.ask("fast").getBytes(StandardCharsets.UTF_8))
                .uri(URI.create(gateway.url() + "/api/" + gateway.project().uuid()
                        + "/v1/chat/completions?api-version=2024-10-21")));

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(gateway.upstream().last().query()).isEmpty();
    }

    @Test
    void takesOnlyTheMethodOfAPath() {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            Got got = Api.send(
                    gateway.api().to("/v1/chat/completions").method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(got.status()).isEqualTo(405);
            assertThat(got.error("code")).isEqualTo("method_not_allowed");
            assertThat(got.header("allow")).isEqualTo("POST");
        }
        for (String path : List.of("/v1/models", "/v1/models/fast")) {
            Got got = Api.send(gateway.api().to(path).POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(got.status()).isEqualTo(405);
            assertThat(got.header("allow")).isEqualTo("GET");
        }
    }

    @Test
    void recordsAnUnknownPathOfAKnownTokenAndOfNoOther() {
        // Given
        int before = gateway.settled();

        // When
        Got unknown = Api.send(gateway.api()
                .to("/v1/embeddings")
                .setHeader("authorization", "Bearer x")
                .GET());
        Got known = gateway.api().get("/v1/embeddings");

        // Then
        for (Got got : List.of(unknown, known)) {
            assertThat(got.status()).isEqualTo(404);
            assertThat(got.error("code")).isEqualTo("not_found");
            assertThat(got.header("x-request-id")).isNotEmpty();
            assertThat(got.header("x-promptgate-revision")).isNotEmpty();
        }
        RequestRecord record = gateway.logs().await(known.id());
        assertThat(record.outcome().httpStatus()).isEqualTo(404);
        assertThat(record.outcome().errorCode()).isEqualTo("not_found");
        assertThat(gateway.logs().count()).isEqualTo(before + 1);
    }

    private static List<Integer> status(Plan plan, Masked token) {
        Api api = gateway.api(plan, token);
        return List.of(
                api.chat(Api.ask("fast")).status(),
                api.get("/v1/models").status(),
                api.get("/v1/models/fast").status());
    }

    private static Got chatAs(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(gateway.url() + "/api/" + gateway.project().uuid() + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(Api.ask("fast")));
        return Api.send(authorization.isEmpty() ? request : request.header("authorization", authorization));
    }

    private static Got at(String project) {
        return Api.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/api/" + project + "/v1/chat/completions"))
                .header("authorization", "Bearer " + gateway.token().reveal())
                .POST(HttpRequest.BodyPublishers.ofString(Api.ask("fast"))));
    }
}
