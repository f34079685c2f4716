package io.promptgate.admin.publish;

import io.promptgate.admin.TestKeys;
import io.promptgate.common.config.ConfigAck;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.CredentialProbe;
import io.promptgate.common.config.ProbeResult;
import io.promptgate.common.config.Project;
import io.promptgate.common.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gateway as the feed sees one: takes the snapshot, follows the events, applies them, acknowledges. */
public final class FakeGateway implements AutoCloseable {
    private static final String PATH = "/internal/v1/config";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile String base;
    private final String name;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile ConfigSnapshot serving = ConfigSnapshot.EMPTY;
    private volatile @Nullable InputStream stream;
    private volatile boolean ended;
    private volatile @Nullable Function<CredentialProbe, ProbeResult> answering;

    /** One event as it came. */
    public record Event(String name, @Nullable String id, String data) {}

    public FakeGateway(String base, String name) {
        this.base = base + PATH;
        this.name = name;
    }

    /** A gateway of the service at a URL, whether or not that ends with a slash. */
    public static FakeGateway at(String base, String name) {
        return new FakeGateway(base.replaceAll("/$", ""), name);
    }

    /** A project of a snapshot. */
    static Project project(ConfigSnapshot snapshot, String uuid) {
        return snapshot.projects().stream()
                .filter(one -> one.uuid().toString().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    /** Turns to another replica of the service with all calls from now on. */
    public void moveTo(String other) {
        base = other + PATH;
        ended = false;
    }

    /** Applies and acknowledges nothing from now on. */
    public FakeGateway silent() {
        silent = true;
        return this;
    }

    /** Answers questions about credentials in this way from now on; left alone it does not answer. */
    public FakeGateway answering(Function<CredentialProbe, ProbeResult> answers) {
        answering = answers;
        return this;
    }

    /** Takes the snapshot, acknowledges it and follows from there. */
    public FakeGateway start() {
        takeSnapshot();
        follow(serving.revision());
        return this;
    }

    public void takeSnapshot() {
        HttpResponse<String> response = snapshot(null);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        serving = read(response.body(), ConfigSnapshot.class);
        if (!silent) {
            ack(false);
        }
    }

    public HttpResponse<String> snapshot(@Nullable String etag) {
        return send(get("/snapshot", r -> etag == null ? r : r.header("If-None-Match", etag)));
    }

    /** Follows the events in a thread of its own, until the stream ends. */
    public void follow(long since) {
        HttpResponse<InputStream> response = connect(since);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("events: " + response.statusCode());
        }
        stream = response.body();
        Thread.ofVirtual().name("feed of " + name).start(() -> listen(response.body()));
    }

    /** The status of the answer to who wants to follow. */
    public int tryFollow() {
        return connect(serving.revision()).statusCode();
    }

    private HttpResponse<InputStream> connect(long since) {
        try {
            return client.send(get("/events?since=" + since, r -> r), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int ack(boolean leaving) {
        return post("/acks", write(new ConfigAck(name, serving.revision(), leaving)));
    }

    public int post(String path, String body) {
        return send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    /** Says what came of testing a credential. */
    public int tell(ProbeResult result) {
        String url = base.replace(PATH, "/internal/v1/credential-probes");
        return send(HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + TestKeys.SERVICE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(write(result)))
                        .build())
                .statusCode();
    }

    public ConfigSnapshot serving() {
        return serving;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<Event> events(String kind) {
        return events.stream().filter(event -> event.name().equals(kind)).toList();
    }

    public boolean isEnded() {
        return ended;
    }

    /** Breaks the stream without a word. */
    public void cut() {
        InputStream open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Says goodbye and goes. */
    @Override
    public void close() {
        cut();
        silenced();
        ack(true);
        client.close();
    }

    private synchronized void silenced() {
        silent = true;
    }

    private void listen(InputStream body) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String kind = "";
            String id = null;
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
                switch (field) {
                    case "event" -> kind = value;
                    case "id" -> id = value;
                    case "data" -> data = value;
                    default -> {
                        take(new Event(kind, id, data));
                        id = null;
                    }
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // cut, or the service is gone
        } finally {
            ended = true;
        }
    }

    private void take(Event event) {
        events.add(event);
        answer(event);
    }

    /** Not while it says goodbye: an answer that comes after that would bring it back. */
    private synchronized void answer(Event event) {
        if (silent) {
            return;
        }
        Function<CredentialProbe, ProbeResult> known = answering;
        if (event.name().equals("probe")) {
            if (known != null) {
                tell(known.apply(read(event.data(), CredentialProbe.class)));
            }
            return;
        }
        if (event.name().equals("change")) {
            serving = serving.apply(read(event.data(), ConfigChange.class));
        }
        ack(false);
    }

    private HttpRequest get(String path, UnaryOperator<HttpRequest.Builder> more) {
        return more.apply(request(path).header("x-promptgate-replica", name)).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + TestKeys.SERVICE);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Object ack) {
        try {
            return Json.MAPPER.writeValueAsString(ack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
