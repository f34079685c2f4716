package io.promptgate.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of the stub, keyed as each provider wants it. */
final class Caller implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final StubUpstream stub;

    Caller(StubUpstream stub) {
        this.stub = stub;
    }

    HttpResponse<String> openAi(String body) throws IOException, InterruptedException {
        return send(openAiRequest(body));
    }

    HttpResponse<String> anthropic(String body) throws IOException, InterruptedException {
        return send(post("/anthropic/v1/messages", body)
                .header("x-api-key", "sk-ant-1")
                .header("anthropic-version", "2023-06-01")
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes() throws IOException, InterruptedException {
        return http.send(openAiRequest("{}"), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A reply that is being read; closing the stream leaves. */
    HttpResponse<InputStream> open() throws IOException, InterruptedException {
        return http.send(openAiRequest("{}"), HttpResponse.BodyHandlers.ofInputStream());
    }

    CompletableFuture<HttpResponse<String>> async(String body) {
        return http.sendAsync(openAiRequest(body), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest openAiRequest(String body) {
        return post("/openai/v1/chat/completions", body)
                .header("authorization", "Bearer sk-1")
                .build();
    }

    HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(stub.url(path)))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
