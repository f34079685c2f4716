package io.promptgate.admin.access;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Api;
import io.promptgate.admin.Remote;
import io.promptgate.admin.TestKeys;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged service and an issuer of access tokens. */
final class OidcIT {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Coordinates DATABASE = Postgres.shared().freshDatabase();
    private static final OidcIssuer ISSUER = OidcIssuer.start();
    private static final OidcIssuer OTHER = OidcIssuer.start();
    private static final Remote SERVICE = new Remote(ServiceProcess.start(plan("admin-oidc")));
    private static final Map<String, Object> OWNER = Map.of("roles", List.of("promptgate-owner"));

    @BeforeAll
    static void awaitService() {
        SERVICE.service().awaitReady(START);
    }

    @AfterAll
    static void stop() {
        SERVICE.service().stop();
        ISSUER.close();
        OTHER.close();
    }

    @Test
    void takesTokensByTheRolesInTheirClaim() {
        projects(ISSUER.token("alice", "promptgate-viewer")).statusCode(200);
        create(ISSUER.token("alice", "promptgate-viewer")).statusCode(403);
        create(ISSUER.token("bob", "promptgate-viewer", "promptgate-admin")).statusCode(201);
        projects(ISSUER.token("carol", "somebody-else")).statusCode(403);
        projects(ISSUER.token("dave")).statusCode(403);
        SERVICE.admin().get("/audit?actor=oidc:bob").then().body("data.size()", equalTo(1));
    }

    @Test
    void takesRolesInProjectsFromAClaimOfTheirOwn() {
        // Given
        String own = SERVICE.wrapper();
        String foreign = SERVICE.wrapper();
        String asObject = ISSUER.token("erin", Map.of("pg", Map.of("projects", Map.of(own, "developer"))));
        String asList = ISSUER.token("erin", Map.of("pg", Map.of("projects", List.of(own + ":viewer", "nonsense"))));

        // Then
        for (String token : List.of(asObject, asList)) {
            get(token, "/projects/" + own).statusCode(200);
            get(token, "/projects/" + foreign).statusCode(404);
            projects(token).statusCode(200).body("data.uuid", equalTo(List.of(own)));
            create(token).statusCode(403);
        }
    }

    @Test
    void refusesTokensThatAreNotTheIssuersForThisServiceAndNow() {
        long now = Instant.now().getEpochSecond();
        List<String> bad = List.of(
                OTHER.token("mallory", "promptgate-owner"),
                ISSUER.token("mallory", with("iss", OTHER.url())),
                ISSUER.token("mallory", with("aud", "another-service")),
                ISSUER.token("mallory", with("aud", List.of())),
                ISSUER.token("mallory", with("exp", now - 120)),
                ISSUER.token("mallory", with("nbf", now + 3600)),
                ISSUER.unsigned("mallory", OWNER),
                ISSUER.confused("mallory", OWNER),
                ISSUER.forged("mallory", OWNER),
                ISSUER.token("", OWNER),
                ISSUER.token("mallory", "promptgate-owner") + "x",
                "a.b.c",
                "nonsense");

        for (String token : bad) {
            projects(token).statusCode(401).contentType("application/problem+json");
        }
        given().baseUri(SERVICE.service().url(""))
                .header("Authorization", "Bearer " + ISSUER.token("mallory", "promptgate-owner"))
                .get("/internal/v1/config/snapshot")
                .then()
                .statusCode(401);
    }

    @Test
    void bearsAClockThatIsALittleOff() {
        long now = Instant.now().getEpochSecond();
        projects(ISSUER.token("frank", Map.of("roles", List.of("promptgate-owner"), "iat", now - 300, "exp", now - 10)))
                .statusCode(200);
        projects(ISSUER.token("frank", with("iat", now + 10))).statusCode(200);
    }

    @Test
    void followsARotationOfTheIssuersKeysAndNeedsItNotForTheKnownOne() {
        // Given
        projects(ISSUER.token("grace", "promptgate-viewer")).statusCode(200);

        // When
        ISSUER.rotate();
        String rotated = ISSUER.token("grace", "promptgate-viewer");

        // Then
        await().atMost(20, SECONDS).untilAsserted(() -> projects(rotated).statusCode(200));

        // When
        ISSUER.stop();

        // Then
        projects(ISSUER.token("grace", "promptgate-viewer")).statusCode(200);
        ISSUER.restart();
    }

    @Test
    void asksTheIssuerSeldomForKeysThatNobodyHas() {
        // Given
        int before = ISSUER.keysAsked();

        // When
        for (int i = 0; i < 30; i++) {
            projects(OTHER.token("mallory", with("iss", ISSUER.url()))).statusCode(401);
        }

        // Then
        assertThat(ISSUER.keysAsked() - before).isLessThan(10);
    }

    @Test
    void startsWithoutTheIssuerAndTakesItsTokensOnceItIsThere() {
        // Given
        OidcIssuer late = OidcIssuer.start();
        late.stop();
        Plan plan = plan("admin-late-issuer").with("PROMPTGATE_OIDC_ISSUER", late.url());

        // When
        try (ServiceProcess process = ServiceProcess.start(plan)) {
            Remote service = new Remote(process);
            process.awaitReady(START);

            // Then
            service.admin().get("/projects").then().statusCode(200);
            token(service, late).statusCode(503).contentType("application/problem+json");
            late.restart();
            await().atMost(30, SECONDS).untilAsserted(() -> token(service, late).statusCode(200));
        } finally {
            late.close();
        }
    }

    @Test
    void refusesToStartWithoutAnAudience() {
        Plan plan = plan("admin-no-audience").with("PROMPTGATE_OIDC_AUDIENCE", "");

        try (ServiceProcess process = ServiceProcess.start(plan)) {
            await().atMost(60, SECONDS).until(() -> !process.isAlive());

            assertThat(process.log()).contains("PROMPTGATE_OIDC_AUDIENCE is not set");
        }
    }

    private static Plan plan(String name) {
        return Plan.of("admin-service", TestKeys.environment())
                .named(name)
                .with("PROMPTGATE_DATABASE_URL", DATABASE.url())
                .with("PROMPTGATE_DATABASE_USER", DATABASE.user())
                .with("PROMPTGATE_DATABASE_PASSWORD", DATABASE.password())
                .with("PROMPTGATE_OIDC_ENABLED", "true")
                .with("PROMPTGATE_OIDC_ISSUER", ISSUER.url())
                .with("PROMPTGATE_OIDC_AUDIENCE", OidcIssuer.AUDIENCE)
                .with("PROMPTGATE_OIDC_PROJECT_CLAIM", "pg/projects")
                .with("PROMPTGATE_OIDC_KEYS_EVERY", "2s");
    }

    private static Map<String, Object> with(String claim, Object value) {
        return Map.of("roles", List.of("promptgate-owner"), claim, value);
    }

    private static ValidatableResponse projects(String token) {
        return get(token, "/projects");
    }

    private static ValidatableResponse get(String token, String path) {
        return given().baseUri(SERVICE.service().url(Api.BASE))
                .header("Authorization", "Bearer " + token)
                .get(path)
                .then();
    }

    private static ValidatableResponse token(Remote service, OidcIssuer issuer) {
        return given().baseUri(service.service().url(Api.BASE))
                .header("Authorization", "Bearer " + issuer.token("henry", "promptgate-viewer"))
                .get("/projects")
                .then();
    }

    private static ValidatableResponse create(String token) {
        return given().baseUri(SERVICE.service().url(Api.BASE))
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body("{\"name\":\"Demo\",\"project_type\":\"ai_wrapper\"}")
                .post("/projects")
                .then();
    }
}
