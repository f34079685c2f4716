package io.promptgate.logs.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.promptgate.common.json.Json;
import io.promptgate.service.access.AdminKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What admin-service is to logs-service: the valid keys, and an ear for reports. */
final class AdminStub implements AutoCloseable {
    private final int port;
    private final String serviceKey;
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private volatile String keys = "[]";
    private volatile HttpServer server;

    private AdminStub(String serviceKey) throws IOException {
        this.serviceKey = serviceKey;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    static AdminStub start(String serviceKey) {
        try {
            return new AdminStub(serviceKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void knows(AdminKey... valid) {
        try {
            keys = Json.MAPPER.writeValueAsString(valid);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> reports() {
        return List.copyOf(reports);
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        try {
            server = listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        goAway();
    }

    private HttpServer listen(int on) throws IOException {
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
        fresh.createContext("/internal/v1/access/keys", this::tellKeys);
        fresh.createContext("/internal/v1/access/reports", this::hear);
        fresh.start();
        return fresh;
    }

    private void tellKeys(HttpExchange call) throws IOException {
        String now = keys;
        String etag = "\"" + now.hashCode() + "\"";
        boolean known = etag.equals(call.getRequestHeaders().getFirst("If-None-Match"));
        call.getResponseHeaders().add("ETag", etag);
        answer(call, known ? 304 : 200, known ? "" : now);
    }

    private void hear(HttpExchange call) throws IOException {
        reports.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(call, 204, "");
    }

    private void answer(HttpExchange call, int status, String body) throws IOException {
        boolean allowed =
                ("Bearer " + serviceKey).equals(call.getRequestHeaders().getFirst("Authorization"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(allowed ? status : 401, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            call.getResponseBody().write(bytes);
        }
        call.close();
    }
}
