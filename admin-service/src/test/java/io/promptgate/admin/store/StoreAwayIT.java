package io.promptgate.admin.store;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Remote;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.testkit.FreePorts;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.ServiceProcess.Plan;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service and a PostgreSQL that comes and goes. */
final class StoreAwayIT {

    @Test
    void startsWithoutPostgresqlServesOnceItIsThereAndRecoversWhenItReturns(@TempDir Path data) {
        try (Postgres postgres = Postgres.start(FreePorts.one(), data)) {
            Plan plan = Plan.of("admin-service", TestKeys.environment())
                    .named("admin-away")
                    .with("PROMPTGATE_DATABASE_URL", postgres.url())
                    .with("PROMPTGATE_DATABASE_USER", postgres.user())
                    .with("PROMPTGATE_DATABASE_PASSWORD", postgres.password());
            postgres.stop();
            try (ServiceProcess service = ServiceProcess.start(plan)) {
                Remote admin = new Remote(service);
                await().atMost(90, SECONDS).ignoreExceptions().untilAsserted(() -> assertAway(admin));

                postgres.restart();
                await().atMost(30, SECONDS).until(service::isReady);
                String project = admin.wrapper();

                try (FakeGateway gateway = new FakeGateway(service.url(""), "gw").start()) {
                    postgres.stop();
                    await().atMost(30, SECONDS).untilAsserted(() -> assertAway(admin));
                    assertEveryReadIsAway(admin);
                    assertThat(gateway.tryFollow()).isEqualTo(503);
                    await().atMost(30, SECONDS).until(() -> service.log().contains("PostgreSQL does not answer"));

                    postgres.restart();
                    await().atMost(30, SECONDS).until(service::isReady);
                    admin.alias(project, "after").statusCode(201);

                    gateway.takeSnapshot();
                    assertThat(gateway.serving().projects().getFirst().aliases())
                            .hasSize(1);
                }
                await().atMost(30, SECONDS).until(() -> service.log().contains("PostgreSQL answers again"));
                service.stop();
                assertThat(service.log()).doesNotContain("\tat ", "\nio.vertx");
            }
        }
    }

    @Test
    void refusesToStartWithoutKeysInOneLine() {
        Plan plan = Plan.of(
                        "admin-service",
                        Map.of("PROMPTGATE_ADMIN_KEY", "", "PROMPTGATE_SERVICE_KEY", "", "PROMPTGATE_MASTER_KEY", ""))
                .named("admin-refused");

        try (ServiceProcess service = ServiceProcess.start(plan)) {
            await().atMost(60, SECONDS).until(() -> !service.isAlive());

            assertThat(service.log().strip().lines())
                    .last()
                    .asString()
                    .contains("admin-service does not start: PROMPTGATE_ADMIN_KEY is not set")
                    .contains("PROMPTGATE_SERVICE_KEY is not set")
                    .contains("PROMPTGATE_MASTER_KEY is not set");
        }
    }

    /** Every call that reads, as the service itself documents them. */
    private static void assertEveryReadIsAway(Remote admin) {
        Map<String, Map<String, Object>> paths = given().get(admin.service().url("/q/openapi?format=json"))
                .jsonPath()
                .getMap("paths");
        List<String> reads = paths.entrySet().stream()
                .filter(path -> path.getValue().containsKey("get"))
                .map(path -> filled(path.getKey()))
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(reads).hasSizeGreaterThan(25);
        reads.add("/admin/v1/audit?format=ndjson");
        reads.add("/admin/v1/audit?format=csv");
        List<String> wrong = new ArrayList<>();
        for (String read : reads) {
            Response answer = given().header("Authorization", "Bearer " + TestKeys.ADMIN)
                    .get(admin.service().url(read));
            if (answer.statusCode() != 503
                    || !answer.contentType().startsWith("application/problem+json")
                    || answer.header("Retry-After") == null) {
                wrong.add(read + " " + answer.statusCode() + " " + answer.contentType() + " "
                        + answer.header("Retry-After"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String filled(String path) {
        return path.replaceAll("\\{(uuid|id)}", "01a203b8-dc0a-7000-a594-1acd314c24b2")
                .replaceAll("\\{(key|provider)}", "openai")
                .replaceAll("\\{(alias|model)}", "gpt-4o")
                .replaceAll("\\{[a-z_]+}", "1");
    }

    private static void assertAway(Remote admin) {
        given().get(admin.service().managementUrl("/q/health/live")).then().statusCode(200);
        given().get(admin.service().managementUrl("/q/health/ready"))
                .then()
                .statusCode(503)
                .body("checks[0].name", equalTo("store"));
        admin.admin().get("/projects").then().statusCode(503).contentType("application/problem+json");
    }
}
