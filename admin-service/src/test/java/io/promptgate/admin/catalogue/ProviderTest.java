package io.promptgate.admin.catalogue;

import static io.promptgate.admin.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.promptgate.admin.TestStore;
import io.promptgate.admin.publish.FakeGateway;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.ProviderPreset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ProviderTest {
    private static final String PUBLIC = "https://93.184.216.34/v1";

    @TestHTTPResource
    String base = "";

    @AfterEach
    void removeWhatWasAdded() {
        for (String key : TestDatabase.column("select key from config.provider")) {
            admin().delete("/providers/" + key + "?force=true");
        }
        admin("{\"enabled\":true}").patch("/providers/groq");
    }

    @Test
    void addsAProviderBehindTheBuiltInOnes() {
        admin("""
                {"key":"acme","name":"Acme","base_url":"https://93.184.216.34/v1/","auth":"header",
                 "key_header":"X-Acme-Key","stream_usage":"always","drop":["user"],"rename":{"seed":"random_seed"}}""")
                .post("/providers")
                .then()
                .statusCode(201)
                .header("Location", containsString("/admin/v1/providers/acme"))
                .body("key", equalTo("acme"))
                .body("base_url", equalTo(PUBLIC))
                .body("dialect", equalTo("openai"))
                .body("built_in", equalTo(false))
                .body("enabled", equalTo(true))
                .body("needs_credential", equalTo(true))
                .body("auth", equalTo("header"))
                .body("key_header", equalTo("X-Acme-Key"))
                .body("stream_usage", equalTo("always"))
                .body("drop", equalTo(List.of("user")))
                .body("rename.seed", equalTo("random_seed"));

        List<String> keys = admin().get("/providers").path("data.key");
        assertThat(keys.subList(0, keys.size() - 1)).isEqualTo(ProviderPreset.keys());
        assertThat(keys.getLast()).isEqualTo("acme");
        admin("{\"key\":\"acme\",\"name\":\"Acme\",\"base_url\":\"" + PUBLIC + "\"}")
                .post("/providers")
                .then()
                .statusCode(409);
    }

    @Test
    void putsTheSameProviderWithoutARevision() {
        String body = "{\"name\":\"Acme\",\"base_url\":\"" + PUBLIC + "\",\"rename\":{\"a\":\"b\",\"c\":\"d\"}}";
        ValidatableResponse made = admin(body).put("/providers/acme").then().statusCode(201);

        ValidatableResponse again = admin(body).put("/providers/acme").then().statusCode(200);

        assertThat(Api.revision(again)).isEqualTo(Api.revision(made));
        assertThat(again.extract().header("ETag")).isEqualTo(made.extract().header("ETag"));
        admin("{\"name\":\"Other\",\"base_url\":\"" + PUBLIC + "\"}")
                .header("If-Match", "\"1\"")
                .put("/providers/acme")
                .then()
                .statusCode(412);
        admin(body).header("If-None-Match", "*").put("/providers/acme").then().statusCode(412);
    }

    @Test
    void patchesWhatIsSent() {
        add("acme", "\"auth\":\"header\",\"key_header\":\"api-key\"");

        admin("{\"name\":\"Renamed\",\"auth\":\"none\",\"key_header\":null}")
                .patch("/providers/acme")
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("base_url", equalTo(PUBLIC))
                .body("needs_credential", equalTo(false))
                .body("key_header", nullValue());
        admin("{\"key\":\"other\",\"auth\":\"header\"}")
                .patch("/providers/acme")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("key", "key_header")));
        admin("{\"base_url\":\"http://10.0.0.1/v1\"}")
                .patch("/providers/acme")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("base_url")));
    }

    @Test
    void tellsAllFieldErrorsTogether() {
        admin("""
                {"key":"Acme Inc","name":"","base_url":"https://93.184.216.34","auth":"basic","stream_usage":"never",
                 "drop":["a","a"],"rename":{"x":1},"secret":"s"}""")
                .post("/providers")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("key"))
                .body("errors.field", hasItem("name"))
                .body("errors.field", hasItem("auth"))
                .body("errors.field", hasItem("stream_usage"))
                .body("errors.field", hasItem("drop"))
                .body("errors.field", hasItem("rename"))
                .body("errors.field", hasItem("secret"))
                .body("errors.message", hasItem("must be one of bearer, header, none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groq | name:'n' | key",
                "promptgate | name:'n' | key",
                "-a | name:'n' | key",
                "a:b | name:'n' | key",
                "acme | auth:'header' | key_header",
                "acme | key_header:'x-key' | key_header",
                "acme | auth:'header',key_header:'Host' | key_header",
                "acme | auth:'header',key_header:'a b' | key_header",
                "acme | auth:'header',key_header:'content-length' | key_header",
                "acme | drop:['model'] | drop",
                "acme | drop:['messages'] | drop",
                "acme | drop:['a b'] | drop",
                "acme | drop:'user' | drop",
                "acme | rename:{'stream':'s'} | rename",
                "acme | rename:{'a':'model'} | rename",
                "acme | rename:{'a':'b','b':'c'} | rename",
                "acme | rename:{'a':'x','b':'x'} | rename",
                "acme | drop:['a'],rename:{'a':'b'} | rename"
            })
    void refusesWhatNoProviderCanBe(String key, String more, String field) {
        String sent = more.replaceAll("([a-z_]+):([\\['{])", "\"$1\":$2").replace('\'', '"');
        String name = more.startsWith("name:") ? "" : "\"name\":\"n\",";

        admin("{\"key\":\"" + key + "\"," + name + "\"base_url\":\"" + PUBLIC + "\"," + sent + "}")
                .post("/providers")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of(field)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/v1",
                "http://localhost:11434/v1",
                "http://LOCALHOST/v1",
                "http://localhost./v1",
                "http://127.1/v1",
                "http://2130706433/v1",
                "http://0x7f000001/v1",
                "http://0x7f.0.0.1/v1",
                "http://0177.0.0.1/v1",
                "http://0.0.0.0/v1",
                "http://10.0.0.8/v1",
                "http://172.16.0.1/v1",
                "http://192.168.1.1/v1",
                "http://100.64.0.1/v1",
                "http://169.254.169.254/latest",
                "http://[::1]/v1",
                "http://[::]/v1",
                "http://[::ffff:127.0.0.1]/v1",
                "http://[::ffff:a9fe:a9fe]/v1",
                "http://[fd00:ec2::254]/v1",
                "http://[fe80::1]/v1",
                "http://[64:ff9b::7f00:1]/v1",
                "https://user:secret@93.184.216.34/v1",
                "https://93.184.216.34/v1?key=secret",
                "https://93.184.216.34/v1#part",
                "https://93.184.216.34/v1//",
                "ftp://93.184.216.34/v1",
                "file:///etc/passwd",
                "93.184.216.34/v1",
                "https://"
            })
    void refusesABaseUrlThatLeadsInsideOrIsNone(String url) {
        admin("{\"name\":\"n\",\"base_url\":\"" + url + "\"}")
                .put("/providers/inside")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("base_url")))
                .body("detail", not(containsString("secret")));
        admin().get("/providers/inside").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://inside.test:8000/v1", "http://10.99.1.2/v1", "http://[::ffff:10.99.0.1]/v1"})
    void takesWhatTheOperatorAllows(String url) {
        admin("{\"name\":\"n\",\"base_url\":\"" + url + "\"}")
                .put("/providers/allowed")
                .then()
                .statusCode(201);
    }

    @Test
    void takesAHostThatNoNameServerKnowsHere() {
        admin("{\"name\":\"n\",\"base_url\":\"https://nowhere.invalid/v1\"}")
                .put("/providers/unknown")
                .then()
                .statusCode(201);
    }

    @Test
    void switchesABuiltInProviderOffAndChangesNothingElseOfIt() {
        admin().get("/providers/xai")
                .then()
                .header("ETag", equalTo("\"0\""))
                .body("built_in", equalTo(true))
                .body("enabled", equalTo(true));
        ValidatableResponse off = admin("{\"enabled\":false}")
                .patch("/providers/xai")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false));

        ValidatableResponse again =
                admin("{\"enabled\":false}").patch("/providers/xai").then().statusCode(200);

        assertThat(Api.revision(again)).isEqualTo(Api.revision(off));
        admin().get("/providers").then().body("data.find { it.key == 'xai' }.enabled", equalTo(false));
        admin("{\"enabled\":true}")
                .header("If-Match", "\"0\"")
                .patch("/providers/xai")
                .then()
                .statusCode(412);
        admin("{\"name\":\"Mine\"}").patch("/providers/xai").then().statusCode(422);
        admin("{\"name\":\"n\",\"base_url\":\"" + PUBLIC + "\"}")
                .put("/providers/xai")
                .then()
                .statusCode(409)
                .body("detail", containsString("built in"));
        admin().delete("/providers/xai").then().statusCode(409);
        admin("{\"enabled\":true}").patch("/providers/xai").then().statusCode(200);
    }

    @Test
    void isUsedByBindingsCredentialsAndAliasesLikeAnyOther() {
        add("acme", "\"auth\":\"bearer\"");
        String project = Api.wrapper();
        String credential = Api.credential("acme");

        admin("{\"enabled\":true}")
                .put("/projects/" + project + "/providers/acme")
                .then()
                .statusCode(422);
        admin("{\"enabled\":true,\"credential_id\":\"" + credential + "\"}")
                .put("/projects/" + project + "/providers/acme")
                .then()
                .statusCode(201);
        admin("{\"enabled\":true}").put("/projects/" + project + "/providers/ollama");
        Api.alias(project, "own", "acme", "acme-1").statusCode(201);

        admin().get("/projects/" + project + "/providers")
                .then()
                .body("data.provider", equalTo(List.of("ollama", "acme")));
        admin("{\"enabled\":true}")
                .put("/projects/" + project + "/providers/nobody")
                .then()
                .statusCode(404)
                .body("detail", containsString("ollama, acme"));
        Api.alias(project, "lost", "nobody", "m").statusCode(422);
    }

    @Test
    void isRemovedTogetherWithWhatStandsOnItOnlyByForce() {
        add("acme", "\"auth\":\"bearer\"");
        String project = Api.wrapper();
        String credential = Api.credential("acme");
        admin("{\"enabled\":true,\"credential_id\":\"" + credential + "\"}")
                .put("/projects/" + project + "/providers/acme");
        Api.alias(project, "own", "acme", "acme-1");
        admin("{\"input\":1,\"output\":1}").put("/prices/acme/acme-1");

        admin().delete("/providers/acme")
                .then()
                .statusCode(409)
                .body("detail", containsString("1 credentials, 1 bindings, 1 aliases and 1 prices"));
        admin().delete("/providers/acme?force=perhaps").then().statusCode(400);
        admin().delete("/providers/acme?force=true").then().statusCode(204);

        admin().get("/providers/acme").then().statusCode(404);
        admin().get("/credentials/" + credential).then().statusCode(404);
        admin().get("/prices/acme/acme-1").then().statusCode(404);
        admin().get("/projects/" + project + "/providers/acme").then().statusCode(404);
        admin().get("/projects/" + project + "/aliases/own").then().statusCode(404);
    }

    @Test
    void reachesEveryGatewayBeforeTheCallReturns() {
        TestDatabase.execute("delete from config.replica");
        try (FakeGateway gateway = new FakeGateway(base, "catalogue").start()) {
            add("acme", "\"drop\":[\"user\"]").header("x-promptgate-applied", "1/1");

            Provider served = gateway.serving().catalogue().own().getFirst();
            assertThat(served.key()).isEqualTo("acme");
            assertThat(served.baseUrl()).isEqualTo(PUBLIC);
            assertThat(served.drop()).containsExactly("user");

            admin("{\"enabled\":false}").patch("/providers/acme").then().header("x-promptgate-applied", "1/1");
            admin("{\"enabled\":false}").patch("/providers/groq");
            assertThat(gateway.serving().catalogue().disabled()).containsExactlyInAnyOrder("acme", "groq");

            String project = Api.wrapper();
            assertThat(gateway.events("change").getLast().data())
                    .contains(project)
                    .doesNotContain("catalogue");

            admin().delete("/providers/acme").then().header("x-promptgate-applied", "1/1");
            assertThat(gateway.serving().catalogue().own()).isEmpty();
            gateway.takeSnapshot();
            assertThat(gateway.serving().catalogue().own()).isEmpty();
            assertThat(gateway.serving().catalogue().disabled()).containsExactly("groq");
        }
    }

    @Test
    void isListedInTheDocumentBeforeThoseThatUseIt() {
        String project = Api.wrapper();
        add("unused", "\"auth\":\"none\"");
        String document = """
                {"providers":[{"key":"acme","name":"Acme","base_url":"%s","auth":"none","drop":["user"]}],
                 "projects":[{"uuid":"%s","name":"Demo","project_type":"ai_wrapper",
                   "providers":[{"provider":"acme"}],"aliases":[{"alias":"own","provider":"acme","model":"m"}]}]}""".formatted(PUBLIC, project);

        admin(document).post("/config/apply").then().statusCode(200);

        admin().get("/providers/acme").then().body("drop", equalTo(List.of("user")));
        admin().get("/projects/" + project + "/aliases/own").then().body("provider", equalTo("acme"));
        admin(document).post("/config/apply").then().body("changes", equalTo(List.of()));
        admin().get("/config")
                .then()
                .body("providers.key", equalTo(List.of("acme", "unused")))
                .body("providers[0].base_url", equalTo(PUBLIC));
        admin("{\"providers\":[{\"key\":\"unused\",\"name\":\"n\",\"base_url\":\"http://127.0.0.1/v1\"}]}")
                .post("/config/plan")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("providers[0].base_url")));
        admin("{\"providers\":[]}")
                .post("/config/apply?prune=true")
                .then()
                .statusCode(422)
                .body("errors.message", hasItem(containsString("needs acme")));
        admin("{\"providers\":[{\"key\":\"acme\",\"name\":\"Acme\",\"base_url\":\"" + PUBLIC + "\"}]}")
                .post("/config/apply?prune=true")
                .then()
                .statusCode(200);
        admin().get("/providers/unused").then().statusCode(404);
    }

    private static ValidatableResponse add(String key, String more) {
        return admin("{\"key\":\"" + key + "\",\"name\":\"Own\",\"base_url\":\"" + PUBLIC + "\"," + more + "}")
                .post("/providers")
                .then()
                .statusCode(201);
    }
}
