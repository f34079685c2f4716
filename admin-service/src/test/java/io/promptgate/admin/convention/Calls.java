package io.promptgate.admin.convention;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.admin.Api;
import io.promptgate.admin.TestKeys;
import io.promptgate.common.json.Json;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every call of the OpenAPI document, with a thing that is there for each of its parameters. */
final class Calls {
    private static final Map<String, String> BODIES = Map.of(
            "PUT /admin/v1/projects/{uuid}/aliases/{alias}", "{\"provider\":\"groq\",\"model\":\"m\"}",
            "PUT /admin/v1/projects/{uuid}/providers/{key}", "{\"enabled\":false}",
            "PUT /admin/v1/providers/{key}", "{\"name\":\"Own\",\"base_url\":\"https://93.184.215.14/v1\"}",
            "PUT /admin/v1/prices/{provider}/{model}", "{\"input\":1,\"output\":1}",
            "PUT /admin/v1/credentials/{id}/secret", "{\"secret\":\"sk-0123456789abcdef\"}");

    private final Map<String, String> things = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    private Calls() {}

    /** A call, its path with a real thing for each parameter, and a body that it takes. */
    record Call(String method, String template, String path, JsonNode described) {
        String body() {
            return BODIES.getOrDefault(toString(), "{}");
        }

        boolean takes(String parameter) {
            return described.path("parameters").findValuesAsText("name").contains(parameter);
        }

        /** Whether it reads an object of its own fields. */
        boolean readsFields() {
            return described
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema")
                    .has("$ref");
        }

        boolean readsJson() {
            return described.path("requestBody").path("content").has("application/json");
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    /** None yet. */
    static Calls none() {
        return new Calls();
    }

    /** Makes one of each thing, and reads the document. */
    static Calls ofAll() {
        Calls calls = new Calls();
        calls.make();
        calls.read();
        return calls;
    }

    List<Call> all() {
        return calls;
    }

    /** The methods that each path takes. */
    Map<String, Set<String>> methods() {
        return calls.stream()
                .collect(Collectors.groupingBy(
                        Call::path, Collectors.mapping(Call::method, Collectors.toCollection(TreeSet::new))));
    }

    static RequestSpecification call() {
        return given().header("Authorization", "Bearer " + TestKeys.ADMIN)
                .redirects()
                .follow(false);
    }

    private void make() {
        String project = Api.wrapper();
        things.put("{uuid}", project);
        things.put("/credentials/{id}", "/credentials/" + Api.credential("groq"));
        things.put("/keys/{id}", "/keys/" + id("/keys", "{\"name\":\"k\",\"role\":\"viewer\"}"));
        things.put("/tokens/{id}", "/tokens/" + id("/projects/" + project + "/tokens", "{\"name\":\"t\"}"));
        things.put("/v1/providers/{key}", "/v1/providers/conventional");
        things.put("{key}", "groq");
        things.put("{alias}", "fast");
        things.put("{provider}/{model}", "openai/own");
        String revision = Long.toString(Api.revision(Api.alias(project, "fast", "groq", "m")));
        List.of("{number}", "{from}", "{to}").forEach(name -> things.put(name, revision));
        admin("{\"enabled\":false}").put("/projects/" + project + "/providers/groq");
        admin("{\"input\":1,\"output\":1}").put("/prices/openai/own");
        admin("{\"name\":\"Own\",\"base_url\":\"https://93.184.215.14/v1\"}").put("/providers/conventional");
    }

    private void read() {
        try {
            JsonNode document = Json.MAPPER.readTree(given().get("/q/openapi?format=json")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(call -> calls.add(new Call(
                                    call.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    real(path.getKey()),
                                    call.getValue()))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Longer names first: a thing within its list is meant before a mere id. */
    private String real(String template) {
        String path = template;
        for (String name : things.keySet().stream()
                .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                .toList()) {
            path = path.replace(name, things.get(name));
        }
        if (path.contains("{")) {
            throw new AssertionError("nothing is there for " + template);
        }
        return path;
    }

    private static String id(String list, String body) {
        return admin(body).post(list).then().statusCode(201).extract().path("id");
    }
}
