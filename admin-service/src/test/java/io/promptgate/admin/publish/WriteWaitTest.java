package io.promptgate.admin.publish;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Project;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write answers once every live gateway serves it, or says which do not. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class WriteWaitTest {
    @TestHTTPResource
    String base = "";

    private String project = "";

    @BeforeEach
    void makeProject() {
        TestDatabase.execute("delete from config.replica");
        project = Api.wrapper();
    }

    @Test
    void answersAWriteWithoutGatewaysAtOnce() {
        long start = System.nanoTime();

        Api.alias(project, "fast", "groq", "m")
                .header("x-promptgate-applied", "0/0")
                .header("x-promptgate-lagging", (String) null);

        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(1));
    }

    @Test
    void answersAWriteOnceTheGatewayServesIt() {
        try (FakeGateway gateway = gateway("one").start()) {
            ValidatableResponse write = Api.alias(project, "fast", "groq", "m");

            write.header("x-promptgate-applied", "1/1").header("x-promptgate-lagging", (String) null);
            assertThat(gateway.serving().revision()).isEqualTo(Api.revision(write));
            assertThat(project(gateway.serving()).aliases()).hasSize(1);
        }
    }

    @Test
    void waitsForAllGateways() {
        try (FakeGateway a = gateway("a").start();
                FakeGateway b = gateway("b").start();
                FakeGateway c = gateway("c").start()) {
            for (int i = 0; i < 20; i++) {
                long revision =
                        Api.revision(Api.alias(project, "fast", "groq", "m" + i).header("x-promptgate-applied", "3/3"));

                assertThat(List.of(a, b, c))
                        .allMatch(gateway -> gateway.serving().revision() == revision);
            }
        }
    }

    @Test
    void namesALaggardAfterTheBoundAndKeepsTheWrite() {
        try (FakeGateway quick = gateway("quick").start();
                FakeGateway slow = gateway("slow").silent().start()) {
            long start = System.nanoTime();

            Api.alias(project, "fast", "groq", "m")
                    .statusCode(201)
                    .header("x-promptgate-applied", "1/2")
                    .header("x-promptgate-lagging", "slow");

            assertThat(System.nanoTime() - start).isBetween(SECONDS.toNanos(1), SECONDS.toNanos(6));
            assertThat(project(quick.serving()).aliases()).hasSize(1);
            assertThat(project(slow.serving()).aliases()).isEmpty();
        }
    }

    @Test
    void forgetsAGatewayThatStaysSilent() {
        FakeGateway silent = gateway("gone").silent();
        silent.takeSnapshot();
        Api.alias(project, "fast", "groq", "m").header("x-promptgate-lagging", "gone");

        await().atMost(10, SECONDS)
                .untilAsserted(() -> Api.alias(project, "fast", "groq", "m").header("x-promptgate-applied", "0/0"));
    }

    @Test
    void forgetsAGatewayThatLeavesAtOnce() {
        gateway("leaving").start().close();

        Api.alias(project, "fast", "groq", "m").header("x-promptgate-applied", "0/0");
    }

    @Test
    void waitsForAGatewayThatIsAboutToReadTheSnapshot() {
        try (FakeGateway reading = gateway("reading").silent()) {
            reading.takeSnapshot();

            Api.alias(project, "fast", "groq", "m").header("x-promptgate-applied", "0/1");
        }
    }

    private FakeGateway gateway(String name) {
        return FakeGateway.at(base, name);
    }

    private Project project(ConfigSnapshot snapshot) {
        return FakeGateway.project(snapshot, project);
    }
}
