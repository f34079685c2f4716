package io.promptgate.admin.publish;

import static io.promptgate.admin.Api.admin;
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
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    private double openStreams() {
        return registry.get("promptgate.feed.streams").gauge().value();
    }

    private FakeGateway gateway(String name) {
        return FakeGateway.at(base, name);
    }

    private ConfigSnapshot snapshot() {
        FakeGateway reader = gateway("reader").silent();
        reader.takeSnapshot();
        reader.close();
        return reader.serving();
    }

    private Project project(ConfigSnapshot snapshot) {
        return FakeGateway.project(snapshot, project);
    }

    private void bind(String provider, String body) {
        admin(body)
                .put("/projects/" + project + "/providers/" + provider)
                .then()
                .statusCode(201);
    }
}
