package io.promptgate.admin.publish;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.promptgate.common.config.Alias;
import io.promptgate.common.config.Bodies;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.config.RedactPattern;
import io.promptgate.common.config.Scope;
import io.promptgate.common.config.Token;
import io.promptgate.common.price.PriceOverride;
import io.promptgate.common.price.Rates;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.TokenHash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class FeedTest {
    @TestHTTPResource
    String base = "";

    @Inject
    MeterRegistry registry;

    private String project = "";

    @BeforeEach
    void makeProject() {
        TestDatabase.execute("delete from config.replica");
        project = Api.wrapper();
    }

    @Test
    void putsEverythingIntoTheSnapshot() {
        String credential = Api.credential("groq");
        bind("ollama", "{\"enabled\":true}");
        bind("groq", "{\"enabled\":true,\"credential_id\":\"" + credential + "\"}");
        List.of("z", "a").forEach(alias -> Api.alias(project, alias, "groq", "llama"));
        admin("{\"provider\":\"openai\",\"model\":\"m\",\"presets\":{\"temperature\":0.5}}")
                .put("/projects/" + project + "/aliases/warm");
        String secret = admin("{\"name\":\"app\",\"expires_at\":\"2999-01-01T00:00:00Z\"}")
                .post("/projects/" + project + "/tokens")
                .path("token");
        String revoked = admin("{\"name\":\"old\"}")
                .post("/projects/" + project + "/tokens")
                .path("id");
        admin().delete("/projects/" + project + "/tokens/" + revoked);
        admin(
                        "{\"logging\":{\"bodies\":\"none\",\"retention_days\":9,\"redact_patterns\":[{\"label\":\"a\",\"pattern\":\"b\"}]}}")
                .patch("/projects/" + project);

        ConfigSnapshot snapshot = snapshot();

        Project shown = project(snapshot);
        assertThat(shown.active()).isTrue();
        assertThat(shown.logging())
                .isEqualTo(new Logging(Bodies.NONE, null, 9, null, List.of(new RedactPattern("a", "b"))));
        assertThat(shown.bindings()).extracting(ProviderBinding::provider).containsExactly("groq", "ollama");
        assertThat(shown.bindings().getFirst().credentialId()).hasToString(credential);
        assertThat(shown.aliases()).extracting(Alias::name).containsExactly("z", "a", "warm");
        assertThat(shown.aliases().getFirst().presets()).isNull();
        assertThat(shown.aliases().getLast().presets()).isNotNull();
        assertThat(shown.tokens()).extracting(Token::name).containsExactly("app");
        assertThat(shown.tokens().getFirst().hash()).isEqualTo(TokenHash.of(secret));
        assertThat(shown.tokens().getFirst().scopes()).containsExactlyInAnyOrder(Scope.CHAT, Scope.MODELS);
        Credential sealed = snapshot.credentials().stream()
                .filter(c -> c.id().toString().equals(credential))
                .findFirst()
                .orElseThrow();
        SecretBox box = SecretBox.of(Masked.of(TestKeys.MASTER), List.of());
        assertThat(box.openText(sealed.sealed(), Credential.context(sealed.id()))
                        .reveal())
                .isEqualTo("sk-0123456789abcdef");
    }

    @Test
    void answersNotModifiedToTheRevisionThatTheGatewayHas() {
        FakeGateway gateway = gateway("etag");
        HttpResponse<String> first = gateway.snapshot(null);
        String etag = first.headers().firstValue("etag").orElseThrow();

        HttpResponse<String> second = gateway.snapshot(etag);

        assertThat(etag).isEqualTo("\"" + snapshot().revision() + "\"");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        gateway.close();
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

    @Test
    void losesNoChangeBetweenSnapshotAndEvents() {
        try (FakeGateway gateway = gateway("late")) {
            gateway.takeSnapshot();
            Api.alias(project, "a", "groq", "m");
            long last = Api.revision(Api.alias(project, "b", "groq", "m"));

            gateway.follow(gateway.serving().revision());

            await().until(() -> gateway.serving().revision() == last);
            assertThat(project(gateway.serving()).aliases()).hasSize(2);
            assertThat(gateway.events("change")).hasSize(1);
        }
    }

    @Test
    void tellsWhatIsGone() {
        String credential = Api.credential("groq");
        String doomed = Api.wrapper();
        try (FakeGateway gateway = gateway("witness").start()) {
            assertThat(gateway.serving().projects())
                    .anyMatch(p -> p.uuid().toString().equals(doomed));

            admin().delete("/projects/" + doomed).then().header("x-promptgate-applied", "1/1");
            admin().delete("/credentials/" + credential).then().header("x-promptgate-applied", "1/1");

            assertThat(gateway.serving().projects())
                    .noneMatch(p -> p.uuid().toString().equals(doomed));
            assertThat(gateway.serving().credentials())
                    .noneMatch(c -> c.id().toString().equals(credential));
        }
    }

    @Test
    void keepsAFollowingGatewayEqualToTheSnapshot() {
        try (FakeGateway gateway = gateway("mirror").start()) {
            String credential = Api.credential("groq");
            bind("groq", "{\"enabled\":true,\"credential_id\":\"" + credential + "\"}");
            Api.alias(project, "fast", "groq", "m");
            String token = admin("{\"name\":\"app\"}")
                    .post("/projects/" + project + "/tokens")
                    .path("id");
            admin().post("/projects/" + project + "/tokens/" + token + "/rotate");
            admin("{\"secret\":\"another\"}").put("/credentials/" + credential + "/secret");
            admin("{\"is_active\":false}").patch("/projects/" + project);
            admin().delete("/credentials/" + credential + "?force=true")
                    .then()
                    .statusCode(204)
                    .header("x-promptgate-applied", "1/1");

            ConfigSnapshot whole = snapshot();

            assertThat(gateway.serving().revision()).isEqualTo(whole.revision());
            assertThat(gateway.serving().projects()).containsExactlyInAnyOrderElementsOf(whole.projects());
            assertThat(gateway.serving().credentials()).containsExactlyInAnyOrderElementsOf(whole.credentials());
        }
    }

    @Test
    void tellsOfPricesThatAreSetReplacedAndRemoved() {
        TestDatabase.execute("delete from config.price");
        try (FakeGateway gateway = gateway("prices").start()) {
            admin("{\"input\":1,\"output\":2}").put("/prices/xai/gone").then().header("x-promptgate-applied", "1/1");
            admin("{\"input\":1,\"output\":2}").put("/prices/groq/openai/x*");
            admin().delete("/prices/xai/gone").then().header("x-promptgate-applied", "1/1");
            long revision = Api.revision(admin("{\"input\":0.5,\"output\":2}")
                    .put("/prices/groq/openai/x*")
                    .then()
                    .statusCode(200)
                    .header("x-promptgate-applied", "1/1"));

            PriceOverride price = new PriceOverride(
                    "groq", "openai/x*", revision, Rates.of(new BigDecimal("0.5"), BigDecimal.TWO), List.of());
            assertThat(gateway.serving().prices()).containsExactly(price);
            assertThat(snapshot().prices()).containsExactly(price);
        }
    }

    @Test
    void beatsAtOnceAndThenRegularly() {
        try (FakeGateway gateway = gateway("beat").start()) {
            long revision = gateway.serving().revision();

            await().atMost(5, SECONDS).until(() -> gateway.events("heartbeat").size() >= 3);

            assertThat(gateway.events().getFirst())
                    .isEqualTo(new FakeGateway.Event("heartbeat", null, "{\"revision\":" + revision + "}"));
        }
    }

    @Test
    void stopsAtAResyncWhenTheGatewayIsAhead() {
        try (FakeGateway gateway = gateway("ahead").silent()) {
            gateway.follow(1_000_000);

            await().until(gateway::isEnded);

            assertThat(gateway.events("resync"))
                    .containsExactly(new FakeGateway.Event(
                            "resync", null, "{\"revision\":" + snapshot().revision() + "}"));
        }
    }

    @Test
    void stopsAtAResyncWhenARevisionIsNoLongerKnown() {
        long from = snapshot().revision();
        Api.alias(project, "a", "groq", "m");
        TestDatabase.execute("delete from config.revision where number = " + (from + 1));
        try (FakeGateway gateway = gateway("pruned").silent()) {
            gateway.follow(from);

            await().until(gateway::isEnded);

            assertThat(gateway.events("resync")).hasSize(1);
        }
    }

    @Test
    void hearsOfRevisionsThatOthersCommit() {
        assertNotificationReachesAGateway();
    }

    private void assertNotificationReachesAGateway() {
        try (FakeGateway gateway = gateway("neighbour").start()) {
            long next = gateway.serving().revision() + 1;

            TestDatabase.execute("with head as (update config.head set revision = revision + 1 returning revision),"
                    + " noted as (insert into config.revision select revision, now(), 'another replica',"
                    + " jsonb_build_array(jsonb_build_object('project', '" + project + "')) from head)"
                    + " select pg_notify('promptgate_revision', revision::text) from head");

            await().atMost(700, MILLISECONDS)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> gateway.serving().revision() == next);
        }
    }

    @Test
    void findsRevisionsWhoseNotificationWasMissed() {
        try (FakeGateway gateway = gateway("poll").start()) {
            long next = gateway.serving().revision() + 1;

            TestDatabase.execute("with head as (update config.head set revision = revision + 1 returning revision)"
                    + " insert into config.revision select revision, now(), 'another replica',"
                    + " jsonb_build_array(jsonb_build_object('project', '" + project + "')) from head");

            await().atMost(5, SECONDS).until(() -> gateway.serving().revision() == next);
        }
    }

    @Test
    void connectsItsListenerAgain() {
        TestDatabase.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and query like 'LISTEN%'");

        await().atMost(10, SECONDS)
                .until(() -> TestDatabase.column("select pid from pg_stat_activity"
                                        + " where datname = current_database() and query like 'LISTEN%'")
                                .size()
                        == 1);
        assertNotificationReachesAGateway();
    }

    @Test
    void endsTheStreamWorkWhenTheGatewayGoes() {
        FakeGateway gateway = gateway("cut").start();

        await().until(() -> openStreams() == 1);

        gateway.cut();

        await().atMost(10, SECONDS).until(() -> openStreams() == 0);
        gateway.close();
        Api.alias(project, "fast", "groq", "m").header("x-promptgate-applied", "0/0");
    }

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

    private double openStreams() {
        return registry.get("promptgate.feed.streams").gauge().value();
    }

    private FakeGateway gateway(String name) {
        return new FakeGateway(base.replaceAll("/$", ""), name);
    }

    private ConfigSnapshot snapshot() {
        FakeGateway reader = gateway("reader").silent();
        reader.takeSnapshot();
        reader.close();
        return reader.serving();
    }

    private Project project(ConfigSnapshot snapshot) {
        UUID uuid = UUID.fromString(project);
        return snapshot.projects().stream()
                .filter(p -> p.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private void bind(String provider, String body) {
        admin(body)
                .put("/projects/" + project + "/providers/" + provider)
                .then()
                .statusCode(201);
    }
}
