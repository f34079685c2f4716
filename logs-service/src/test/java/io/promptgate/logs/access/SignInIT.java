package io.promptgate.logs.access;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.common.id.UuidV7;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.logs.Logs;
import io.promptgate.service.access.AdminKey;
import io.promptgate.service.access.Role;
import io.promptgate.testkit.OidcIssuer;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.Postgres.Coordinates;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.ServiceProcess.Plan;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged service, the admin-service that knows the keys, and an issuer of tokens. */
final class SignInIT {
    private static final UUID OWN = UuidV7.next();
    private static final UUID FOREIGN = UuidV7.next();
    private static final String EVERYWHERE = ClientToken.mintAdmin().reveal();
    private static final String RESTRICTED = ClientToken.mintAdmin().reveal();

    private static final Coordinates DATABASE = Postgres.shared().freshDatabase();
    private static final AdminStub ADMIN = AdminStub.start(Logs.SERVICE_KEY);
    private static final OidcIssuer ISSUER = OidcIssuer.start();
    private static final OidcIssuer OTHER = OidcIssuer.start();
    private static final ServiceProcess SERVICE = ServiceProcess.start(Plan.of(
                    "logs-service",
                    Map.of("PROMPTGATE_ADMIN_KEY", Logs.ADMIN_KEY, "PROMPTGATE_SERVICE_KEY", Logs.SERVICE_KEY))
            .named("logs-sign-in")
            .with("PROMPTGATE_DATABASE_URL", DATABASE.url())
            .with("PROMPTGATE_DATABASE_USER", DATABASE.user())
            .with("PROMPTGATE_DATABASE_PASSWORD", DATABASE.password())
            .with("PROMPTGATE_ADMIN_URL", ADMIN.url())
            .with("PROMPTGATE_KEYS_EVERY", "200ms")
            .with("PROMPTGATE_KEYS_VALID_FOR", "5s")
            .with("PROMPTGATE_AUDIT_REFUSALS_EVERY", "200ms")
            .with("PROMPTGATE_OIDC_ENABLED", "true")
            .with("PROMPTGATE_OIDC_ISSUER", ISSUER.url())
            .with("PROMPTGATE_OIDC_AUDIENCE", OidcIssuer.AUDIENCE)
            .with("PROMPTGATE_OIDC_KEYS_EVERY", "2s")
            .with("PROMPTGATE_OIDC_ROLES", "sre=viewer,shop=viewer@" + OWN));

    @BeforeAll
    static void awaitService() {
        SERVICE.awaitReady(Duration.ofSeconds(90));
    }

    @AfterAll
    static void stop() {
        SERVICE.stop();
        ADMIN.close();
        ISSUER.close();
        OTHER.close();
    }

    @Test
    void takesTheKeysThatAdminServiceKnowsWithinTheirRoles() {
        // Given
        knowBoth();

        // Then
        await().atMost(10, SECONDS)
                .untilAsserted(() -> requests(RESTRICTED, OWN).statusCode(200));
        requests(EVERYWHERE, FOREIGN).statusCode(200);
        requests(RESTRICTED, FOREIGN).statusCode(404);
        metrics(EVERYWHERE).statusCode(200);
        metrics(RESTRICTED).statusCode(403);
        metrics(ClientToken.mintAdmin().reveal()).statusCode(401);
    }

    @Test
    void refusesARevokedKeyAtTheNextWord() {
        // Given
        knowBoth();
        await().atMost(10, SECONDS).untilAsserted(() -> metrics(EVERYWHERE).statusCode(200));

        // When
        ADMIN.knows(key(RESTRICTED, List.of(OWN)));

        // Then
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> metrics(EVERYWHERE).statusCode(401));
        requests(RESTRICTED, OWN).statusCode(200);
    }

    @Test
    void keepsTheKnownKeysWhileAdminServiceIsAwayButNotForEver() {
        // Given
        knowBoth();
        await().atMost(10, SECONDS).untilAsserted(() -> metrics(EVERYWHERE).statusCode(200));

        // When
        ADMIN.goAway();

        // Then
        await().during(Duration.ofSeconds(2))
                .atMost(4, SECONDS)
                .untilAsserted(() -> metrics(EVERYWHERE).statusCode(200));
        await().atMost(20, SECONDS).untilAsserted(() -> metrics(EVERYWHERE).statusCode(401));
        metrics(Logs.ADMIN_KEY).statusCode(200);

        // When
        ADMIN.comeBack();

        // Then
        await().atMost(10, SECONDS).untilAsserted(() -> metrics(EVERYWHERE).statusCode(200));
    }

    @Test
    void tellsAdminServiceOfUsesAndRefusals() {
        // Given
        AdminKey known = key(EVERYWHERE, null);
        ADMIN.knows(known);
        await().atMost(10, SECONDS).untilAsserted(() -> metrics(EVERYWHERE).statusCode(200));
        String wrong = ClientToken.mintAdmin().reveal();

        // When
        metrics(wrong).statusCode(401);

        // Then
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(String.join("", ADMIN.reports()))
                        .contains(known.id().toString())
                        .contains("\"kind\":\"sign_in\"")
                        .doesNotContain(wrong, EVERYWHERE));
    }

    @Test
    void takesTokensOfTheIssuer() {
        metrics(ISSUER.token("alice", "sre")).statusCode(200);
        requests(ISSUER.token("bob", "shop"), OWN).statusCode(200);
        requests(ISSUER.token("bob", "shop"), FOREIGN).statusCode(404);
        metrics(ISSUER.token("bob", "shop")).statusCode(403);
        metrics(ISSUER.token("carol", "nobody")).statusCode(403);
        metrics(ISSUER.unsigned("mallory", Map.of("roles", List.of("sre")))).statusCode(401);
        metrics(ISSUER.confused("mallory", Map.of("roles", List.of("sre")))).statusCode(401);
        metrics(ISSUER.token("mallory", Map.of("roles", List.of("sre"), "aud", "other")))
                .statusCode(401);
    }

    @Test
    void refusesTokensThatAreNotTheIssuersForThisServiceAndNow() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> viewer = Map.of("roles", List.of("sre"));
        List<String> bad = List.of(
                OTHER.token("mallory", "sre"),
                ISSUER.token("mallory", with("iss", OTHER.url())),
                OTHER.token("mallory", with("iss", ISSUER.url())),
                ISSUER.token("mallory", with("aud", List.of())),
                ISSUER.token("mallory", with("exp", now - 120)),
                ISSUER.token("mallory", with("nbf", now + 3600)),
                ISSUER.unsigned("mallory", viewer),
                ISSUER.confused("mallory", viewer),
                ISSUER.forged("mallory", viewer),
                ISSUER.token("", viewer),
                ISSUER.token("mallory", "sre") + "x",
                "a.b.c");

        for (String token : bad) {
            metrics(token).statusCode(401).contentType("application/problem+json");
        }
        Map<String, Object> late = Map.of("roles", List.of("sre"), "iat", now - 300, "exp", now - 10);
        metrics(ISSUER.token("frank", late)).statusCode(200);
    }

    @Test
    void followsARotationOfTheIssuersKeysAndNeedsItNotForTheKnownOne() {
        // Given
        metrics(ISSUER.token("grace", "sre")).statusCode(200);

        // When
        ISSUER.rotate();
        String rotated = ISSUER.token("grace", "sre");

        // Then
        await().atMost(20, SECONDS).untilAsserted(() -> metrics(rotated).statusCode(200));

        // When
        ISSUER.stop();

        // Then
        metrics(ISSUER.token("grace", "sre")).statusCode(200);
        ISSUER.restart();
    }

    private static Map<String, Object> with(String claim, Object value) {
        return Map.of("roles", List.of("sre"), claim, value);
    }

    private static void knowBoth() {
        ADMIN.knows(key(EVERYWHERE, null), key(RESTRICTED, List.of(OWN)));
    }

    private static AdminKey key(String secret, @Nullable List<UUID> projects) {
        return new AdminKey(UuidV7.next(), TokenHash.of(secret), Role.VIEWER, projects, null);
    }

    private static ValidatableResponse metrics(String bearer) {
        return get(bearer, "/logs/v1/metrics");
    }

    private static ValidatableResponse requests(String bearer, UUID project) {
        return get(bearer, Logs.requests(project));
    }

    private static ValidatableResponse get(String bearer, String path) {
        return given().baseUri(SERVICE.url(""))
                .header("Authorization", "Bearer " + bearer)
                .get(path)
                .then();
    }
}
