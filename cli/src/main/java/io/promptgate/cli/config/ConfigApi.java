package io.promptgate.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The calls of {@code /admin/v1/config}. What is refused ends in a {@link Failure} with a line for each error. */
public final class ConfigApi implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final AdminService service;

    public ConfigApi(AdminService service) {
        this.service = service;
    }

    /** The document of all there is. */
    public String export(boolean json) {
        return send(request("").header("accept", json ? JSON : YAML).GET().build());
    }

    /** What an apply would do. */
    public JsonNode plan(Document document, boolean prune) {
        return tree(send(post("/plan?prune=" + prune, document)));
    }

    /** Applies the document, if the configuration is still at this revision. */
    public JsonNode apply(Document document, boolean prune, long revision) {
        return tree(send(post("/apply?prune=" + prune + "&expected_revision=" + revision, document)));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest post(String path, Document document) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("document", document.text());
        ObjectNode secrets = envelope.putObject("secrets");
        document.secrets().forEach((reference, value) -> secrets.put(reference, value.reveal()));
        return request(path)
                .header("accept", JSON)
                .header("content-type", JSON)
                .POST(BodyPublishers.ofString(envelope.toString()))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service.url() + "/admin/v1/config" + path))
                .timeout(LIMIT)
                .header("authorization", "Bearer " + service.key().reveal());
    }

    private String send(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure("admin-service does not answer at " + service.url() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
        if (response.statusCode() != 200) {
            throw new Failure(Refusal.words(response.statusCode(), response.body()));
        }
        return response.body();
    }

    private static JsonNode tree(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Failure("admin-service's answer is not JSON", e);
        }
    }
}
