package io.promptgate.admin.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.Api;
import io.promptgate.admin.TestDatabase;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls of {@code /config}. */
public final class Docs {
    private Docs() {}

    /** Takes everything out of the database, without a revision. */
    public static void empty() {
        TestDatabase.execute("delete from config.project");
        TestDatabase.execute("delete from config.credential");
        TestDatabase.execute("delete from config.provider");
    }

    public static String exportYaml() {
        return Api.admin()
                .accept("application/yaml")
                .get("/config")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asString();
    }

    public static RequestSpecification yaml(String document) {
        return Api.admin().contentType("application/yaml").body(document.getBytes(StandardCharsets.UTF_8));
    }

    public static ValidatableResponse plan(String yaml) {
        return yaml(yaml).post("/config/plan").then();
    }

    public static ValidatableResponse apply(String yaml) {
        return yaml(yaml).post("/config/apply").then();
    }

    /** The document with the values of its references. */
    public static String envelope(String document, Map<String, String> secrets) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("document", document);
        ObjectNode values = envelope.putObject("secrets");
        secrets.forEach(values::put);
        return envelope.toString();
    }
}
