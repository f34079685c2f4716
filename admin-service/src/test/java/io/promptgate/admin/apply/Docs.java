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
    public static final String REFERENCE = "${env:GROQ_KEY}";
    public static final String SECRET = "gsk-0123456789abcdef";
    /** A credential, and a project with one of each that it may own. */
    public static final String SHOP = """
            credentials:
              - name: groq-main
                provider: groq
                secret: ${env:GROQ_KEY}
            projects:
              - name: Shop
                project_type: ai_wrapper
                env: production
                metadata:
                  team: checkout
                providers:
                  - provider: groq
                    credential: groq-main
                aliases:
                  - alias: fast
                    provider: groq
                    model: llama-3.1-8b-instant
                    presets:
                      temperature: 0.70
                      system_prompt: |
                        Be brief.
                        Be kind.
                tokens:
                  - name: web
                    scopes: [chat]
                    expires_at: 2040-01-31T12:00:00Z
            """;

    private Docs() {}

    /** Takes everything out of the database, without a revision. */
    public static void empty() {
        TestDatabase.execute("delete from config.project");
        TestDatabase.execute("delete from config.credential");
        TestDatabase.execute("delete from config.provider");
        TestDatabase.execute("delete from config.provider_switch");
        TestDatabase.execute("delete from config.price");
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

    /** Applies a document with the value of {@link #REFERENCE}. */
    public static ValidatableResponse applied(String document) {
        return enveloped(document).post("/config/apply").then();
    }

    /** A call with a document and the value of {@link #REFERENCE}. */
    public static RequestSpecification enveloped(String document) {
        return enveloped(document, Map.of(REFERENCE, SECRET));
    }

    public static RequestSpecification enveloped(String document, Map<String, String> secrets) {
        return Api.admin(envelope(document, secrets));
    }

    /** The newest revision. */
    public static long head() {
        return Long.parseLong(TestDatabase.one("select revision from config.head"));
    }
}
