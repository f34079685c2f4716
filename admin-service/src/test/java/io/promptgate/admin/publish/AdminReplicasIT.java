package io.promptgate.admin.publish;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Api;
import io.promptgate.admin.Remote;
import io.promptgate.admin.TestKeys;
import io.promptgate.common.config.ProbeOutcome;
import io.promptgate.common.config.ProbeResult;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.Postgres.Coordinates;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.ServiceProcess.Plan;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two packaged services on one PostgreSQL, started at the same moment on an empty DATABASE. */
final class AdminReplicasIT {
    private static final Duration START = Duration.ofSeconds(90);

    private static final Coordinates DATABASE = Postgres.shared().freshDatabase();
    private static final Plan PLAN = Plan.of("admin-service", TestKeys.environment())
            .with("PROMPTGATE_DATABASE_URL", DATABASE.url())
            .with("PROMPTGATE_DATABASE_USER", DATABASE.user())
            .with("PROMPTGATE_DATABASE_PASSWORD", DATABASE.password())
            // too slow to help: what wakes the other is the notification alone
            .with("PROMPTGATE_FEED_POLL", "60s")
            .with("PROMPTGATE_FEED_LIVE_FOR", "3s")
            .with("PROMPTGATE_FEED_HEARTBEAT", "1s");

    private static final Remote A = new Remote(ServiceProcess.start(PLAN.named("admin-a")));
    private static final Remote B = new Remote(ServiceProcess.start(PLAN.named("admin-b")));

    private String project = "";

    @BeforeAll
    static void awaitBoth() {
        A.service().awaitReady(START);
        B.service().awaitReady(START);
    }

    @AfterAll
    static void stopBoth() {
        A.service().stop();
        B.service().stop();
    }

    @BeforeEach
    void makeProject() {
        project = A.wrapper();
    }

    @Test
    void answersAWriteAtOneOnceTheGatewayOfTheOtherServesIt() {
        try (FakeGateway atA = gateway(A, "at-a").start();
                FakeGateway atB = gateway(B, "at-b").start()) {
            for (int i = 0; i < 20; i++) {
                long revision = Api.revision(B.alias(project, "m" + i).header("x-promptgate-applied", "2/2"));

                assertThat(atA.serving().revision()).isEqualTo(revision);
                assertThat(atB.serving().revision()).isEqualTo(revision);
            }
        }
    }

    @Test
    void wakesTheFeedOfTheOtherAtOnce() {
        try (FakeGateway atA = gateway(A, "quick").start()) {
            B.alias(project, "warm-up").statusCode(201);

            long revision = Api.revision(B.alias(project, "next").header("x-promptgate-applied", "1/1"));

            await().atMost(500, MILLISECONDS).until(() -> atA.serving().revision() == revision);
        }
    }

    @Test
    void asksTheGatewayOfTheOtherToTestACredential() {
        String id = A.admin("{\"name\":\"key\",\"provider\":\"groq\",\"secret\":\"gsk_0123456789abcdef\"}")
                .post("/credentials")
                .path("id");
        try (FakeGateway atA = gateway(A, "far")
                .answering(probe -> new ProbeResult(probe.id(), ProbeOutcome.UNAUTHORIZED, 401, 5))
                .start()) {
            B.admin()
                    .post("/credentials/" + id + "/test")
                    .then()
                    .statusCode(200)
                    .body("ok", equalTo(false))
                    .body("reason", equalTo("unauthorized"))
                    .body("gateway", equalTo("far"));

            assertThat(atA.events("probe")).hasSize(1);
        }
    }

    @Test
    void countsChangesAtBothInOneSequence() {
        long first = Api.revision(A.alias(project, "1"));

        long second = Api.revision(B.alias(project, "2"));
        long third = Api.revision(A.alias(project, "3"));

        assertThat(second).isEqualTo(first + 1);
        assertThat(third).isEqualTo(first + 2);
        B.admin().get("/projects/" + project + "/aliases/fast").then().header("ETag", "\"" + third + "\"");
    }

    @Test
    void movesAGatewayFromADeadReplicaToTheOther() {
        ServiceProcess dying = ServiceProcess.start(PLAN.named("admin-c")).awaitReady(START);
        try (FakeGateway gateway = gateway(new Remote(dying), "mover").start()) {
            dying.kill();
            await().atMost(10, SECONDS).until(gateway::isEnded);
            long revision = Api.revision(B.alias(project, "unseen"));

            gateway.moveTo(B.service().url(""));
            gateway.follow(gateway.serving().revision());

            await().atMost(10, SECONDS).until(() -> gateway.serving().revision() == revision);
            B.alias(project, "seen").header("x-promptgate-applied", "1/1");
        }
    }

    @Test
    void letsOneOfTwoEditorsWinAndTellsTheOtherWhatIsThere() throws Exception {
        // Given
        A.alias(project, "0");
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                String seen = A.admin().get(fast()).header("ETag");

                // When
                Future<Response> atA = both.submit(edit(A, seen, "a" + i));
                Future<Response> atB = both.submit(edit(B, seen, "b" + i));
                List<Response> answers = List.of(atA.get(), atB.get());

                // Then
                assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);
                Response won = answers.get(answers.getFirst().statusCode() == 200 ? 0 : 1);
                Response lost = answers.get(answers.getFirst().statusCode() == 200 ? 1 : 0);
                assertThat(lost.path("detail").toString()).contains(won.header("ETag"));
                B.admin().get(fast()).then().body("model", equalTo(won.path("model")));
            }
        }
    }

    @Test
    void neverLetsARollbackUndoWhatTheOtherReplicaWroteMeanwhile() throws Exception {
        // Given
        long first = Api.revision(A.alias(project, "first"));
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 10; i++) {
                long seen = Api.revision(A.alias(project, "before-" + i));
                String written = "meanwhile-" + i;

                // When
                Future<Response> rollback = both.submit(
                        () -> A.admin().post("/revisions/" + first + "/rollback?expected_revision=" + seen));
                Future<Response> write =
                        both.submit(() -> B.alias(project, written).extract().response());

                // Then: where the write came first the rollback is refused; where it came second it stands
                assertThat(write.get().statusCode()).isIn(200, 201);
                assertThat(rollback.get().statusCode()).isIn(200, 412);
                A.admin().get(fast()).then().body("model", equalTo(written));
                boolean refused = rollback.get().statusCode() == 412;
                long made = Long.parseLong(write.get().header("x-promptgate-revision"));
                assertThat(made).isEqualTo(refused ? seen + 1 : seen + 2);
            }
        }
    }

    @Test
    void namesTheGatewayOfTheOtherReplicaThatStopsFollowing() {
        try (FakeGateway atA = gateway(A, "follows").start();
                FakeGateway atB = gateway(B, "cut-off").start()) {
            B.alias(project, "all").header("x-promptgate-applied", "2/2");

            atB.silent();
            atB.cut();

            long revision = Api.revision(A.alias(project, "next")
                    .header("x-promptgate-applied", "1/2")
                    .header("x-promptgate-lagging", "cut-off"));
            assertThat(atA.serving().revision()).isEqualTo(revision);
            for (Remote replica : List.of(A, B)) {
                replica.admin()
                        .get("/replicas")
                        .then()
                        .body("data.find { it.name == 'follows' }.lagging_by", equalTo(0))
                        .body("data.find { it.name == 'cut-off' }.lagging_by", equalTo(1));
            }
            await().atMost(10, SECONDS)
                    .untilAsserted(() -> A.alias(project, "later").header("x-promptgate-applied", "1/1"));
        }
    }

    private Callable<Response> edit(Remote replica, String seen, String model) {
        return () -> replica.admin("{\"provider\":\"groq\",\"model\":\"" + model + "\"}")
                .header("If-Match", seen)
                .put(fast());
    }

    private String fast() {
        return "/projects/" + project + "/aliases/fast";
    }

    private static FakeGateway gateway(Remote remote, String name) {
        return new FakeGateway(remote.service().url(""), name);
    }
}
