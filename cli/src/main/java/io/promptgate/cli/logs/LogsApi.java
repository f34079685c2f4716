package io.promptgate.cli.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls logs-service. What it refuses is a {@link Failure} with its own words. */
public final class LogsApi {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int SHOWN = 500;
    private static final int LONGEST = 100_000;

    private final LogsService service;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    public LogsApi(LogsService service) {
        this.service = service;
    }

    /** Reads a JSON answer. */
    public JsonNode get(String path, Map<String, String> query) {
        HttpRequest call = request(path, query).timeout(ANSWER).build();
        try {
            HttpResponse<InputStream> answer = send(call, query);
            try (InputStream body = answer.body()) {
                return Json.MAPPER.readTree(body);
            }
        } catch (IOException e) {
            throw away(e);
        }
    }

    /**
     * Opens a stream of events.
     *
     * @throws IOException when logs-service cannot be reached or answers 5xx now
     * @throws Failure when it refuses the call
     */
    InputStream events(String path, Map<String, String> query, @Nullable String lastEventId) throws IOException {
        HttpRequest.Builder call = request(path, query);
        if (lastEventId != null) {
            call.header("Last-Event-ID", lastEventId);
        }
        return send(call.build(), query).body();
    }

    /** What is said where logs-service cannot be reached. */
    Failure away(IOException e) {
        return new Failure("logs-service does not answer at " + service.url() + ": " + said(e), e);
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
        try {
            return HttpRequest.newBuilder(URI.create(service.url() + path + parameters))
                    .header("Authorization", "Bearer " + service.key().reveal());
        } catch (IllegalArgumentException e) {
            throw new Failure("this is no URL of logs-service: " + SafeText.of(service.url()), e);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest call, Map<String, String> query) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(call, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return answer;
            }
            try (InputStream body = answer.body()) {
                JsonNode problem = problem(new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8));
                String detail = SafeText.cut(problem.path("detail").asText(""), SHOWN);
                String reason = "logs-service says " + answer.statusCode() + (detail.isEmpty() ? "" : ": " + detail)
                        + FilterPlace.of(problem, query.getOrDefault("q", ""));
                if (answer.statusCode() >= 500) {
                    throw new IOException(reason);
                }
                throw new Failure(reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    private static JsonNode problem(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    private static String said(IOException e) {
        return SafeText.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
