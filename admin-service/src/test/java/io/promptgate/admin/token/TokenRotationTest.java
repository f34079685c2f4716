package io.promptgate.admin.token;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.Token;
import io.promptgate.common.secret.TokenHash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class TokenRotationTest {
    @TestHTTPResource
    String base = "";

    private String project = "";
    private String id = "";
    private String secret = "";

    @BeforeEach
    void makeToken() {
        forgetGateways();
        project = Api.wrapper();
        ValidatableResponse made =
                admin("{\"name\":\"app\"}").post(tokens()).then().statusCode(201);
        id = made.extract().path("id");
        secret = made.extract().path("token");
    }

    @AfterEach
    void forgetGateways() {
        TestDatabase.execute("delete from config.replica");
    }

    @Test
    void acceptsBothSecretsDuringTheOverlap() {
        try (FakeGateway gateway = new FakeGateway(base, "one").start()) {
            ValidatableResponse rotated = admin("{\"overlap_seconds\":3600}")
                    .post(tokens() + "/" + id + "/rotate")
                    .then()
                    .statusCode(200)
                    .header("x-promptgate-applied", "1/1")
                    .body("former_until", notNullValue());

            Token served = token(gateway).orElseThrow();
            assertThat(served.hash()).isEqualTo(TokenHash.of(rotated.extract().path("token")));
            Token former = served.asFormer().orElseThrow();
            assertThat(former.hash()).isEqualTo(TokenHash.of(secret));
            assertThat(Duration.between(Instant.now(), former.expiresAt()))
                    .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));

            admin().post(tokens() + "/" + id + "/rotate").then().statusCode(200).body("former_until", nullValue());
            assertThat(token(gateway).orElseThrow().asFormer()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2592001", "1.5", "\"3600\"", "true"})
    void refusesAnOverlapOutOfRange(String seconds) {
        admin("{\"overlap_seconds\":" + seconds + "}")
                .post(tokens() + "/" + id + "/rotate")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("overlap_seconds")))
                .body("detail", containsString("0 to 2592000"));
    }

    @Test
    void isRefusedByEveryGatewayOnceItsRevocationReturns() {
        try (FakeGateway a = new FakeGateway(base, "a").start();
                FakeGateway b = new FakeGateway(base, "b").start();
                FakeGateway c = new FakeGateway(base, "c").start()) {
            admin("{\"overlap_seconds\":3600}").post(tokens() + "/" + id + "/rotate");

            admin().delete(tokens() + "/" + id).then().statusCode(204).header("x-promptgate-applied", "3/3");

            assertThat(List.of(a, b, c)).allMatch(gateway -> token(gateway).isEmpty());
        }
    }

    @Test
    void namesTheGatewayThatMayStillAcceptARevokedToken() {
        try (FakeGateway a = new FakeGateway(base, "a").start();
                FakeGateway b = new FakeGateway(base, "b").start();
                FakeGateway slow = new FakeGateway(base, "slow").start().silent()) {
            admin().delete(tokens() + "/" + id)
                    .then()
                    .statusCode(204)
                    .header("x-promptgate-applied", "2/3")
                    .header("x-promptgate-lagging", "slow");

            assertThat(List.of(a, b)).allMatch(gateway -> token(gateway).isEmpty());
            assertThat(token(slow)).isPresent();
        }
    }

    @Test
    void showsWhenItWasLastUsedByTheNewestWordOfAnyGateway() {
        admin().get(tokens() + "/" + id).then().body("last_used_at", nullValue());
        String before = TestDatabase.one("select revision from config.head");

        tell(204, use(id, "2026-01-02T03:04:05.678Z"), use(UUID.randomUUID().toString(), "2026-01-02T03:04:05Z"));
        tell(204, use(id, "2026-01-01T00:00:00Z"));

        admin().get(tokens() + "/" + id).then().body("last_used_at", equalTo("2026-01-02T03:04:05.678Z"));
        admin().get(tokens()).then().body("data[0].last_used_at", equalTo("2026-01-02T03:04:05.678Z"));
        assertThat(TestDatabase.one("select revision from config.head")).isEqualTo(before);
        tell(204, use(id, "2999-01-01T00:00:00Z"));
        Instant last = Instant.parse(admin().get(tokens() + "/" + id).path("last_used_at"));
        assertThat(last).isBefore(Instant.now().plusSeconds(5));
        admin().delete("/projects/" + project).then().statusCode(204);
    }

    @Test
    void hearsOfUsesFromGatewaysAlone() {
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + TestKeys.ADMIN)
                .body("{\"uses\":[]}")
                .post("/internal/v1/token-uses")
                .then()
                .statusCode(401);
        tell(400, "{]");
    }

    private String tokens() {
        return "/projects/" + project + "/tokens";
    }

    private static String use(String token, String at) {
        return "{\"token\":\"" + token + "\",\"at\":\"" + at + "\"}";
    }

    private static void tell(int status, String... uses) {
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + TestKeys.SERVICE)
                .body("{\"uses\":[" + String.join(",", uses) + "]}")
                .post("/internal/v1/token-uses")
                .then()
                .statusCode(status);
    }

    private Optional<Token> token(FakeGateway gateway) {
        return gateway.serving().projects().stream()
                .filter(one -> one.uuid().toString().equals(project))
                .map(Project::tokens)
                .flatMap(List::stream)
                .filter(token -> token.id().toString().equals(id))
                .findFirst();
    }
}
