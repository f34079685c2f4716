package io.promptgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls outside the windows: setting up and looking things up. */
final class Web {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String bearer;

    /** Calls with this bearer. */
    Web(String bearer) {
        this.bearer = bearer;
    }

    /** The body of an answer of 2xx. */
    String get(String url) throws InterruptedException {
        return answer(to(url).GET());
    }

    /** Sends JSON and gives the JSON of an answer of 2xx. */
    JsonNode send(String method, String url, JsonNode body) throws InterruptedException {
        String answer = answer(to(url).header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
        return read(answer);
    }

    /** Posts JSON and gives the body of an answer of 2xx as it is. */
    String post(URI url, byte[] body) throws InterruptedException {
        return answer(to(url.toString())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).header("authorization", "Bearer " + bearer);
    }

    private String answer(HttpRequest.Builder request) throws InterruptedException {
        HttpRequest built = request.build();
        try {
            HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() < 200 || answer.statusCode() > 299) {
                throw new IllegalStateException(
                        built.method() + " " + built.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(built.method() + " " + built.uri(), e);
        }
    }
}
