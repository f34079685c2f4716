package io.promptgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.common.json.Json;
import io.promptgate.testkit.Received;
import io.promptgate.testkit.Reply;
import io.promptgate.testkit.StubUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An admin API that knows only what the demo asks of it. */
final class ToyAdmin implements AutoCloseable {
    private final StubUpstream server = StubUpstream.start();
    private final Set<String> projects = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();
    private volatile String refused = "none";

    ToyAdmin() {
        server.always("/admin/v1", this::answer);
    }

    String url() {
        return server.url("");
    }

    /** From now on answers calls of paths that hold this text with 422. */
    void refuse(String text) {
        refused = text;
    }

    void forgetProjects() {
        projects.clear();
    }

    /** How often a method was used. */
    long count(String method) {
        return server.received().stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    /** The body of the one call of this path. */
    JsonNode body(String path) {
        return server.received().stream()
                .filter(request -> request.path().equals(path))
                .map(request -> parse(request.text()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(Received request) {
        if (!request.header("authorization").equals(Optional.of("Bearer pg_admin_1"))) {
            return Reply.json(401, "{\"detail\":\"no\"}");
        }
        if (request.path().contains(refused)) {
            return Reply.json(422, "{\"detail\":\"refused here\"}");
        }
        return switch (request.method()) {
            case "POST" -> made(request.path());
            case "GET" -> Reply.json(projects.contains(request.path()) ? 200 : 404, "{}");
            default -> Reply.json(200, "{}");
        };
    }

    private Reply made(String path) {
        String id = "id-" + made.incrementAndGet();
        if (path.endsWith("/projects")) {
            projects.add(path + "/" + id);
        }
        ObjectNode body = AdminApi.object().put("id", id).put("uuid", id).put("token", "pg_live_" + id);
        return Reply.json(201, body.toString());
    }

    private static JsonNode parse(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
