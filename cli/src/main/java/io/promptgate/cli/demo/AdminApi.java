package io.promptgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls the admin API, as a script of a user's would. */
public final class AdminApi implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;
    private final Masked key;

    /** The base URL is that of admin-service, without {@code /admin/v1}. */
    public AdminApi(String baseUrl, Masked key) {
        this.baseUrl = baseUrl;
        this.key = key;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Creates something.
     *
     * @throws Failure when the answer is not of status 2xx; the message holds its detail
     */
    JsonNode post(String path, ObjectNode body) {
        return succeed("POST", path, send("POST", path, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    JsonNode put(String path, ObjectNode body) {
        return succeed("PUT", path, send("PUT", path, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    boolean exists(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody()).statusCode() != 404;
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/admin/v1" + path))
                .timeout(LIMIT)
                .header("authorization", "Bearer " + key.reveal())
                .header("content-type", "application/json")
                .method(method, body)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure("the admin API does not answer " + method + " " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted at " + method + " " + path, e);
        }
    }

    private static JsonNode succeed(String method, String path, HttpResponse<String> response) {
        try {
            JsonNode body = Json.MAPPER.readTree(response.body());
            if (response.statusCode() / 100 != 2) {
                String detail = body.path("detail").asText(body.path("title").asText(""));
                throw new Failure("the admin API refuses " + method + " " + path + " with " + response.statusCode()
                        + ": " + detail);
            }
            return body;
        } catch (IOException e) {
            throw new Failure(
                    "the admin API answers " + method + " " + path + " with " + response.statusCode() + " and no JSON",
                    e);
        }
    }
}
