package io.promptgate.admin.history;

import static io.promptgate.admin.Api.admin;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestKeys;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.apply.Docs;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.common.config.Credential;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.UnsealException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class HistoryTest {
    @TestHTTPResource
    String base = "";

    private final List<FakeGateway> gateways = new ArrayList<>();
    private String project = "";

    @AfterEach
    void closeGateways() {
        gateways.forEach(FakeGateway::close);
    }

    @BeforeEach
    void makeProject() {
        TestDatabase.execute("delete from config.replica");
        Docs.empty();
        project = Api.wrapper();
    }

    @Test
    void listsRevisionsTheNewestFirstInSlices() {
        long first = Api.revision(Api.alias(project, "a", "groq", "m"));
        Api.alias(project, "b", "groq", "m");
        Api.alias(project, "c", "groq", "m");

        admin().get("/revisions?limit=2")
                .then()
                .statusCode(200)
                .body("data.revision", contains((int) first + 2, (int) first + 1))
                .body("data[0].changes[0].key", equalTo("c"))
                .body("data[0].changes[0].action", equalTo("created"))
                .body("data[0].actor", startsWith("admin-key:"))
                .body("data[0].restorable", equalTo(true))
                .body("next", equalTo(Long.toString(first + 1)));
        admin().get("/revisions?limit=1&after=" + (first + 1)).then().body("data.revision", contains((int) first));
        admin().get("/revisions?after=x").then().statusCode(400);
        admin().get("/revisions?limit=0").then().statusCode(400);
    }

    @Test
    void showsWhatOneRevisionChanged() {
        Api.alias(project, "fast", "groq", "old").statusCode(201);
        long number = Api.revision(Api.alias(project, "fast", "groq", "new"));

        admin().get("/revisions/" + number)
                .then()
                .statusCode(200)
                .body("differences[0].action", equalTo("change"))
                .body("differences[0].project", equalTo("Demo"))
                .body("differences[0].fields[0].before", equalTo("old"))
                .body("differences[0].fields[0].after", equalTo("new"))
                .body("text", equalTo("""
                        ~ alias Demo / fast
                            model: "old" → "new"
                        0 to create, 1 to change, 0 to remove.
                        """));
        admin().get("/revisions/999999").then().statusCode(404);
        admin().get("/revisions/x").then().statusCode(400);
    }

    @Test
    void tellsTheDifferenceOfTwoRevisionsInBothDirections() {
        long from = head();
        Api.alias(project, "fast", "groq", "m");
        Api.alias(project, "fast", "groq", "n");
        Api.alias(project, "gone", "groq", "m");
        admin().delete("/projects/" + project + "/aliases/gone").then().statusCode(204);
        long to = head();

        admin().get("/revisions/" + from + "/diff/" + to)
                .then()
                .statusCode(200)
                .body("changes", hasSize(1))
                .body("changes[0].action", equalTo("create"))
                .body("changes[0].fields.find { it.field == 'model' }.after", equalTo("n"));
        admin().get("/revisions/" + to + "/diff/" + from)
                .then()
                .body("changes.action", contains("remove"))
                .body("summary.remove", equalTo(1));
        admin().get("/revisions/" + to + "/diff/999999").then().statusCode(404);
    }

    @Test
    void rollsBackAsANewRevisionThatGatewaysServe() {
        long then = Api.revision(Api.alias(project, "fast", "groq", "good"));
        String before = Docs.exportYaml();
        Api.alias(project, "fast", "groq", "bad");
        Api.alias(project, "more", "groq", "bad");
        admin("{\"env\":\"staging\"}").patch("/projects/" + project).then().statusCode(200);
        FakeGateway gateway = gateway("gw").start();

        ValidatableResponse answer =
                admin().post("/revisions/" + then + "/rollback").then();

        long now = Api.revision(answer.statusCode(200));
        answer.header("x-promptgate-applied", "1/1")
                .body("revision", equalTo((int) now))
                .body("restored", equalTo((int) then))
                .body("changes.action", contains("change", "change", "remove"));
        assertThat(now).isEqualTo(then + 4);
        assertThat(Docs.exportYaml()).isEqualTo(before);
        assertThat(gateway.serving().projects().getFirst().aliases())
                .singleElement()
                .satisfies(alias -> assertThat(alias.model()).isEqualTo("good"));
        admin().get("/revisions/" + now)
                .then()
                .body("changes[0].kind", equalTo("revision"))
                .body("changes[0].key", equalTo(Long.toString(then)))
                .body("changes[0].action", equalTo("rolled back to"));
    }

    @Test
    void bringsADeletedProjectBackWithAllThatItOwned() {
        String credential = Api.credential("groq");
        admin("{\"enabled\":true,\"credential_id\":\"" + credential + "\"}")
                .put("/projects/" + project + "/providers/groq")
                .then()
                .statusCode(201);
        Api.alias(project, "fast", "groq", "m").statusCode(201);
        admin("{\"name\":\"web\"}")
                .post("/projects/" + project + "/tokens")
                .then()
                .statusCode(201);
        String before = Docs.exportYaml();
        String hash = TestDatabase.one("select hash from config.token");
        long then = head();
        admin().delete("/projects/" + project).then().statusCode(204);
        admin().delete("/credentials/" + credential).then().statusCode(204);

        admin().post("/revisions/" + then + "/rollback").then().statusCode(200).body("tokens_kept", empty());

        assertThat(Docs.exportYaml()).isEqualTo(before);
        assertThat(TestDatabase.one("select hash from config.token")).isEqualTo(hash);
    }

    @Test
    void restoresTheSecretOfACredentialWithoutShowingIt() throws UnsealException {
        String credential = Api.credential("groq");
        long then = head();
        admin("{\"secret\":\"gsk-another-9876543210\"}")
                .put("/credentials/" + credential + "/secret")
                .then()
                .statusCode(200);

        String answer = admin().post("/revisions/" + then + "/rollback")
                .then()
                .statusCode(200)
                .body("changes[0].fields[0].field", equalTo("secret"))
                .body("changes[0].fields[0].after", equalTo("****"))
                .extract()
                .asString();

        String sealed = TestDatabase.one("select sealed from config.credential");
        SecretBox box = SecretBox.of(Masked.of(TestKeys.MASTER), List.of());
        assertThat(box.openText(sealed, Credential.context(UUID.fromString(credential)))
                        .reveal())
                .isEqualTo("sk-0123456789abcdef");
        assertThat(answer).doesNotContain(sealed, "sk-0123", "gsk-another");
    }

    @Test
    void refusesToRestoreASecretThatNoKeyOpens() {
        String credential = Api.credential("groq");
        long then = head();
        admin().delete("/credentials/" + credential).then().statusCode(204);
        TestDatabase.execute("update config.revision_row set was = jsonb_set(was, '{sealed}', '\"v1:damaged\"')"
                + " where kind = 'credential' and became is null and key = '" + credential + "'");
        TestDatabase.execute("update config.revision_row set became = jsonb_set(became, '{sealed}', '\"v1:damaged\"')"
                + " where kind = 'credential' and became is not null and key = '" + credential + "'");

        admin().post("/revisions/" + then + "/rollback")
                .then()
                .statusCode(409)
                .body("detail", containsString("not known any more: key"));
    }

    @Test
    void bringsNoTokenBackToLifeUnlessItIsAskedFor() {
        String revoked = token("revoked");
        String rotated = token("rotated");
        String hash = TestDatabase.one("select hash from config.token where id = '" + rotated + "'");
        long then = head();
        admin().delete("/projects/" + project + "/tokens/" + revoked).then().statusCode(204);
        admin().post("/projects/" + project + "/tokens/" + rotated + "/rotate")
                .then()
                .statusCode(200);
        String made = token("made since");

        admin().post("/revisions/" + then + "/rollback")
                .then()
                .statusCode(200)
                .body("tokens_kept", containsInAnyOrder(revoked, rotated))
                .body("changes.name", contains("made since"));

        assertThat(TestDatabase.column("select name from config.token where revoked_at is null"))
                .containsExactly("rotated");
        assertThat(TestDatabase.one("select hash from config.token where id = '" + rotated + "'"))
                .isNotEqualTo(hash);
        admin().post("/revisions/" + then + "/rollback?tokens=restore").then().statusCode(200);
        assertThat(TestDatabase.column("select name from config.token where revoked_at is null order by name"))
                .containsExactly("revoked", "rotated");
        assertThat(TestDatabase.one("select hash from config.token where id = '" + rotated + "'"))
                .isEqualTo(hash);
        assertThat(TestDatabase.one("select revoked_at is not null from config.token where id = '" + made + "'"))
                .isEqualTo("t");
        admin().post("/revisions/" + then + "/rollback?tokens=all").then().statusCode(400);
    }

    @Test
    void doesNotReviveARevokedTokenThroughTheDeletionOfItsProject() {
        String token = token("web");
        long then = head();
        admin().delete("/projects/" + project + "/tokens/" + token).then().statusCode(204);
        admin().delete("/projects/" + project).then().statusCode(204);

        admin().post("/revisions/" + then + "/rollback").then().statusCode(200).body("tokens_kept", contains(token));

        assertThat(TestDatabase.one("select revoked_at is not null from config.token where id = '" + token + "'"))
                .isEqualTo("t");
    }

    @Test
    void makesNoRevisionWhenNothingDiffers() {
        long then = head();
        Api.alias(project, "fast", "groq", "m");
        admin().delete("/projects/" + project + "/aliases/fast").then().statusCode(204);
        long before = head();

        admin().post("/revisions/" + then + "/rollback").then().statusCode(200).body("changes", empty());

        assertThat(head()).isEqualTo(before);
    }

    @Test
    void letsNoRollbackOverwriteWhatAnotherAdminDidMeanwhile() {
        long then = head();
        Api.alias(project, "fast", "groq", "m");
        long seen = head();
        Api.alias(project, "theirs", "groq", "m");

        admin().post("/revisions/" + then + "/rollback?expected_revision=" + seen)
                .then()
                .statusCode(412);
        admin().header("If-Match", "\"" + seen + "\"")
                .post("/revisions/" + then + "/rollback")
                .then()
                .statusCode(412);

        admin().get("/projects/" + project + "/aliases/theirs").then().statusCode(200);
    }

    @Test
    void refusesRevisionsThatAreNotKept() {
        long then = head();
        Api.alias(project, "fast", "groq", "m");
        TestDatabase.execute("update config.head set kept_from = revision");
        try {
            admin().post("/revisions/" + then + "/rollback")
                    .then()
                    .statusCode(404)
                    .body("detail", containsString("not kept any more"));
            admin().get("/revisions/" + then).then().body("restorable", equalTo(false));
        } finally {
            TestDatabase.execute("update config.head set kept_from = 0");
        }
    }

    @Test
    void removesOldRevisionsInTheBackgroundButNeverTheNewest() {
        long then = head();
        Api.alias(project, "fast", "groq", "m");
        TestDatabase.execute("update config.revision set created_at = now() - interval '91 days'");

        await().atMost(20, SECONDS)
                .until(() ->
                        TestDatabase.one("select count(*) from config.revision").equals("1"));

        assertThat(TestDatabase.one("select number from config.revision")).isEqualTo(Long.toString(then + 1));
        assertThat(TestDatabase.one("select count(distinct revision) from config.revision_row"))
                .isEqualTo("1");
        admin().post("/revisions/" + (then - 1) + "/rollback").then().statusCode(404);
    }

    @Test
    void namesEachGatewayWithTheRevisionThatItServes() {
        gateway("follower").start();
        FakeGateway laggard = gateway("laggard").silent();
        laggard.takeSnapshot();
        long before = head();

        Api.alias(project, "fast", "groq", "m")
                .header("x-promptgate-applied", "1/2")
                .header("x-promptgate-lagging", "laggard");

        admin().get("/replicas")
                .then()
                .statusCode(200)
                .body("data.name", contains("follower", "laggard"))
                .body("data.revision", contains((int) before + 1, 0))
                .body("data.lagging_by", contains(0, (int) before + 1))
                .body("data.live", contains(true, true))
                .body("data[0].since", not(equalTo(null)));
    }

    @Test
    void stillNamesAGatewayThatIsCutOffButWaitsForItNoMore() {
        FakeGateway gateway = gateway("cut-off").start();
        gateway.silent();
        gateway.cut();
        TestDatabase.execute("update config.replica set seen_at = now() - interval '10 seconds'");

        Api.alias(project, "fast", "groq", "m").header("x-promptgate-applied", "0/0");

        admin().get("/replicas")
                .then()
                .body("data.name", hasItem("cut-off"))
                .body("data[0].live", equalTo(false))
                .body("data[0].lagging_by", equalTo(1));
    }

    private FakeGateway gateway(String name) {
        FakeGateway gateway = FakeGateway.at(base, name);
        gateways.add(gateway);
        return gateway;
    }

    private String token(String name) {
        return admin("{\"name\":\"" + name + "\"}")
                .post("/projects/" + project + "/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static long head() {
        return Long.parseLong(TestDatabase.one("select revision from config.head"));
    }
}
