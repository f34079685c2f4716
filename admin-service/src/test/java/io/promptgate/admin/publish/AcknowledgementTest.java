package io.promptgate.admin.publish;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways say of themselves, and how it is judged. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class AcknowledgementTest {
    @TestHTTPResource
    String base = "";

    @Test
    void takesTheNewestOfWordsThatOvertakeEachOther() {
        try (FakeGateway gateway = gateway("order")) {
            gateway.post("/acks", "{\"replica\":\"order\",\"revision\":7,\"leaving\":false}");
            gateway.post("/acks", "{\"replica\":\"order\",\"revision\":6,\"future_field\":1}");

            assertThat(TestDatabase.one("select revision from config.replica where name = 'order'"))
                    .isEqualTo("7");
        }
    }

    @Test
    void startsAGatewayThatCameBackFromWhatItServes() {
        try (FakeGateway gateway = gateway("again").silent()) {
            gateway.post("/acks", "{\"replica\":\"again\",\"revision\":7}");

            gateway.follow(3);

            await().until(() -> !gateway.events().isEmpty());
            assertThat(TestDatabase.one("select revision from config.replica where name = 'again'"))
                    .isEqualTo("3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "{}",
                "{\"replica\":\"a b\",\"revision\":1}",
                "{\"replica\":1.5,\"revision\":\"x\"}"
            })
    void refusesBadAcknowledgement(String body) {
        assertThat(gateway("bad").post("/acks", body)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?since=", "?since=-1", "?since=x", "?since=99999999999999999999"})
    void refusesBadSince(String query) {
        given().header("Authorization", "Bearer " + TestKeys.SERVICE)
                .header("x-promptgate-replica", "gw")
                .get("/internal/v1/config/events" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void demandsTheReplicasName() {
        given().header("Authorization", "Bearer " + TestKeys.SERVICE)
                .get("/internal/v1/config/snapshot")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private FakeGateway gateway(String name) {
        return FakeGateway.at(base, name);
    }
}
