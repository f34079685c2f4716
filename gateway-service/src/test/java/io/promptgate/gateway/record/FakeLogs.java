package io.promptgate.gateway.record;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.gateway.start.Awaited;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A logs-service of two calls, {@code POST /internal/v1/log-events} and {@code GET /internal/v1/spend}. It can be told to
 * fail or to hang. Thread-safe.
 */
public final class FakeLogs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<UUID, RequestRecord> records = new LinkedHashMap<>();
    private final Map<UUID, Gap> gaps = new LinkedHashMap<>();
    private final StringBuilder raw = new StringBuilder();
    private final List<String> authorizations = new ArrayList<>();
    private int lines;
    private int duplicates;
    private int batches;
    private int largestBatch;
    private int status = 200;
    private boolean loseAnswers;
    private boolean spentAway;
    private final Map<UUID, String> spent = new LinkedHashMap<>();
    private @Nullable CountDownLatch held;
    private @Nullable String refused;

    private FakeLogs(HttpServer server) {
        this.server = server;
    }

    public static FakeLogs start() {
        return start(0);
    }

    /** On this port; 0 = a free one. */
    public static FakeLogs start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            FakeLogs logs = new FakeLogs(server);
            server.setExecutor(logs.threads);
            server.createContext("/internal/v1/log-events", logs::take);
            server.createContext("/internal/v1/spend", logs::tellSpent);
            server.start();
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** From now on it answers with this status; anything but 200 takes nothing. */
    public synchronized void answer(int other) {
        status = other;
    }

    /** From now on this is what a token has used, in the day and in the month. */
    public synchronized void spent(UUID token, String usd, long tokens) {
        String part = "{\"cost_usd\":" + usd + ",\"tokens\":" + tokens + ",\"unpriced_tokens\":0}";
        spent.put(token, "{\"token_id\":\"" + token + "\",\"day\":" + part + ",\"month\":" + part + "}");
    }

    /** Whether it fails to say what tokens have used. */
    public synchronized void spentAway(boolean away) {
        spentAway = away;
    }

    /** Takes the records but breaks the connection instead of saying so, or says so again. */
    public synchronized void loseAnswers(boolean lose) {
        loseAnswers = lose;
    }

    /** Answers 400 to each batch with this text in it, and takes nothing of it. */
    public synchronized void refuse(String text) {
        refused = text;
    }

    /** Answers nothing until {@link #release}. */
    public synchronized void hold() {
        held = new CountDownLatch(1);
    }

    public synchronized void release() {
        if (held != null) {
            held.countDown();
            held = null;
        }
    }

    public synchronized List<RequestRecord> records() {
        return new ArrayList<>(records.values());
    }

    public synchronized List<Gap> gaps() {
        return new ArrayList<>(gaps.values());
    }

    public synchronized int count() {
        return records.size();
    }

    /** All that came, as it came. */
    public synchronized String raw() {
        return raw.toString();
    }

    /** Lines that came, also those that had come before. */
    public synchronized int lines() {
        return lines;
    }

    public synchronized int duplicates() {
        return duplicates;
    }

    public synchronized int batches() {
        return batches;
    }

    public synchronized int largestBatch() {
        return largestBatch;
    }

    public synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** The record of this id, once it has come. */
    public RequestRecord await(UUID id) {
        return Awaited.value(PATIENCE, () -> find(id));
    }

    /** The one record that comes after a moment when there were this many. */
    public RequestRecord awaitAfter(int before) {
        Awaited.until(PATIENCE, () -> count() > before);
        return records().get(before);
    }

    public void awaitCount(int expected) {
        Awaited.until(PATIENCE, () -> count() >= expected);
    }

    private synchronized @Nullable RequestRecord find(UUID id) {
        return records.get(id);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = body(exchange).readAllBytes();
            CountDownLatch latch = latch();
            if (latch != null) {
                latch.await();
            }
            int status = status(new String(body, StandardCharsets.UTF_8));
            byte[] answer = keep(exchange, body, status).getBytes(StandardCharsets.UTF_8);
            if (losesAnswers()) {
                return;
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tellSpent(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getQuery();
            List<String> rows = spent.entrySet().stream()
                    .filter(row -> query.contains(row.getKey().toString()))
                    .map(Map.Entry::getValue)
                    .toList();
            byte[] answer = ("{\"data\":[" + String.join(",", rows) + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(spentAway ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
        return packed ? new GZIPInputStream(raw) : raw;
    }

    private synchronized boolean isNew(byte[] body, int start, int length) throws IOException {
        if (GapCodec.isGap(body, start, length)) {
            Gap gap = GapCodec.read(body, start, length);
            return gaps.putIfAbsent(gap.id(), gap) == null;
        }
        RequestRecord record = RecordCodec.read(body, start, length);
        return records.putIfAbsent(record.id(), record) == null;
    }

    private synchronized @Nullable CountDownLatch latch() {
        return held;
    }

    private synchronized boolean losesAnswers() {
        return loseAnswers;
    }

    private synchronized int status(String body) {
        return refused != null && body.contains(refused) ? 400 : status;
    }

    private synchronized String keep(HttpExchange exchange, byte[] body, int answer) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
        if (answer != 200) {
            return "{}";
        }
        raw.append(new String(body, StandardCharsets.UTF_8));
        batches++;
        int before = duplicates;
        int taken = 0;
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n') {
                duplicates += isNew(body, start, i - start) ? 0 : 1;
                taken++;
                start = i + 1;
            }
        }
        lines += taken;
        largestBatch = Math.max(largestBatch, taken);
        int doubled = duplicates - before;
        return "{\"accepted\":" + (taken - doubled) + ",\"duplicates\":" + doubled + ",\"rejected\":[]}";
    }
}
