package io.promptgate.cli.prices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls a service with the admin key. What it refuses is a {@link Failure} with its own words. */
public final class ApiClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String url;
    private final Masked key;

    ApiClient(String url, Masked key) {
        this.url = url;
        this.key = key;
    }

    /** Reads what is there. */
    public JsonNode get(String path) {
        return send("GET", path, "application/json", new byte[0]);
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a file as it is. */
    public JsonNode post(String path, String type, byte[] body) {
        return send("POST", path, type, body);
    }

    private JsonNode send(String method, String path, String type, byte[] body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(ANSWER)
                    .header("authorization", "Bearer " + key.reveal())
                    .header("content-type", type)
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = json(answer);
            if (answer.statusCode() / 100 != 2) {
                throw new Failure(url + " says " + answer.statusCode() + Problems.text(json));
            }
            return json;
        } catch (IllegalArgumentException e) {
            throw new Failure("this is no URL: " + url, e);
        } catch (IOException e) {
            throw new Failure("nobody answers at " + url + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new Failure(url + " says " + answer.statusCode() + " and no JSON", e);
        }
    }
}
