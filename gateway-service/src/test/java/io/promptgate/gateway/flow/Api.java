package io.promptgate.gateway.flow;

import io.promptgate.common.secret.Masked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A client of one project with one token. Thread-safe. */
final class Api {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String root;
    private final UUID project;
    private final Masked token;

    Api(String root, UUID project, Masked token) {
        this.root = root;
        this.project = project;
        this.token = token;
    }

    /** A body of one user message, with more members behind it. */
    static String ask(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String ask(String model) {
        return ask(model, "");
    }

    static String askStream(String model) {
        return ask(model, "\"stream\":true");
    }

    Got chat(String body) {
        return chat(body.getBytes(StandardCharsets.UTF_8));
    }

    Got chat(byte[] body) {
        return send(chatRequest(body));
    }

    /** A chat with a header more. */
    Got chat(String body, String header, String value) {
        return send(chatRequest(body.getBytes(StandardCharsets.UTF_8)).header(header, value));
    }

    Got get(String path) {
        return send(to(path).GET());
    }

    /** A chat whose answer is read by and by; closing the stream leaves. */
    HttpResponse<InputStream> open(String body) {
        try {
            return HTTP.send(
                    chatRequest(body.getBytes(StandardCharsets.UTF_8)).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    CompletableFuture<Got> chatAsync(String body) {
        return HTTP.sendAsync(
                        chatRequest(body.getBytes(StandardCharsets.UTF_8)).build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Got::of);
    }

    /** A whole chat as it goes over the wire. */
    String raw(String body) {
        return "POST /api/" + project + "/v1/chat/completions HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                + token.reveal() + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    HttpRequest.Builder chatRequest(byte[] body) {
        return to("/v1/chat/completions")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** A request below the project, with its token. */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(root + "/api/" + project + path))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token.reveal());
    }

    static Got send(HttpRequest.Builder request) {
        try {
            return Got.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while the gateway answered", e);
    }
}
