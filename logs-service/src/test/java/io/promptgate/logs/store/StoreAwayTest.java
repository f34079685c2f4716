package io.promptgate.logs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.id.UuidV7;
import io.promptgate.logs.Logs;
import io.promptgate.logs.Sample;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** PostgreSQL is away at the start, comes, goes, and comes again. */
@QuarkusTest
@WithTestResource(AwayStore.class)
class StoreAwayTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final UUID project = UuidV7.next();
    private final RequestRecord record = new Sample(project).record();

    @Test
    void livesWithoutPostgresAndRecoversByItself() {
        // Given
        assertAway();

        // When
        Relay relay = relay();

        // Then
        awaitReady();
        Logs.keep(List.of(record));

        // When
        relay.close();

        // Then
        assertAway();

        // When
        Relay again = relay();

        // Then
        awaitReady();
        Logs.send(Logs.lines(List.of(record))).then().statusCode(200).body("duplicates", equalTo(1));
        again.close();
    }

    private static Relay relay() {
        Config config = ConfigProvider.getConfig();
        return Relay.open(config.getValue("relay.port", Integer.class), config.getValue("relay.target", Integer.class));
    }

    private void assertAway() {
        assertUnavailable(Logs.send(Logs.lines(List.of(record))));
        assertUnavailable(Logs.reader().get(Logs.requests(project)));
        assertUnavailable(Logs.one(project, record.id()));
        assertUnavailable(Logs.reader().get("/logs/v1/metrics"));
        assertThat(Logs.management("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(Logs.management("/q/health/live").statusCode()).isEqualTo(200);
    }

    private static void assertUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("detail", containsString("The store cannot answer now"));
    }

    private static void awaitReady() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Logs.management("/q/health/ready").statusCode())
                                .isEqualTo(200));
    }
}
