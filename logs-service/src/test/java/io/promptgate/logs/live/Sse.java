package io.promptgate.logs.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import io.promptgate.logs.Logs;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A client of a live view, which keeps what it was sent. */
final class Sse implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final HttpResponse<InputStream> response;
    private volatile String lastId = "";

    /** An event that was dispatched; those without data are not. */
    record Event(String type, String id, String data) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Sse(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /** Opens a view and waits for its head; {@code parameters} such as {@code &bodies=true}. */
    static Sse open(UUID project, String q, String parameters, @Nullable String lastEventId) {
        return open("http://127.0.0.1:" + RestAssured.port, project, q, parameters, lastEventId);
    }

    static Sse open(String base, UUID project, String q, String parameters, @Nullable String lastEventId) {
        String query = "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + parameters;
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        URI.create(base + "/logs/v1/projects/" + project + "/live" + query))
                .header("Authorization", "Bearer " + Logs.ADMIN_KEY);
        if (lastEventId != null) {
            call.header("Last-Event-ID", lastEventId);
        }
        try {
            return new Sse(HTTP.send(call.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** The records' ids in the order in which they came. */
    List<String> records() {
        return events.stream()
                .filter(event -> event.type().equals("message"))
                .map(event -> event.json().path("id").asText())
                .toList();
    }

    /** What a client would send to go on. */
    String lastId() {
        return lastId;
    }

    boolean hasEnded() {
        return ended.get();
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        String type = "message";
        String id = "";
        StringBuilder data = new StringBuilder();
        try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8).useDelimiter("\n")) {
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(data.isEmpty() ? "" : "\n").append(line.substring(6));
                } else if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(type, id, data.toString()));
                    }
                    lastId = id;
                    type = "message";
                    data.setLength(0);
                }
            }
        } finally {
            ended.set(true);
        }
    }
}
