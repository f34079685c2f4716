package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.ConfigAck;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.ProbeResult;
import io.promptgate.common.config.TokenUses;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.promptgate.gateway.start.Replica;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The calls to admin-service. They wait; not for event loops. */
@Singleton
public final class AdminClient {
    private final GatewaySettings settings;
    private final FeedSettings feed;
    private final Keys keys;
    private final String replica;
    private final HttpClient http;
    private volatile String lineage = "";

    public AdminClient(GatewaySettings settings, FeedSettings feed, Keys keys, Replica replica) {
        this.settings = settings;
        this.feed = feed;
        this.keys = keys;
        this.replica = replica.name();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(feed.timeout())
                .build();
    }

    /** The whole configuration. Admin-service counts this gateway as live before it reads it. */
    ConfigSnapshot snapshot() throws IOException, InterruptedException {
        HttpRequest request =
                to("/internal/v1/config/snapshot").timeout(feed.timeout()).GET().build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            demand(answer, 200);
            lineage = answer.headers().firstValue("x-promptgate-lineage").orElse("");
            return Json.MAPPER.readValue(body, ConfigSnapshot.class);
        }
    }

    /**
     * The stream of changes since a revision of the last snapshot's lineage; the caller closes it. Where another
     * database has come in between, its first word is to read all of it anew.
     */
    InputStream events(long since) throws IOException, InterruptedException {
        String whose = lineage.isEmpty() ? "" : "&lineage=" + URLEncoder.encode(lineage, StandardCharsets.UTF_8);
        HttpRequest request = to("/internal/v1/config/events?since=" + since + whose)
                .timeout(feed.timeout())
                .header("accept", "text/event-stream")
                .GET()
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
        }
        demand(answer, 200);
        return answer.body();
    }

    /** Tells which revision this gateway serves. */
    void ack(long revision, boolean leaving) throws IOException, InterruptedException {
        post("/internal/v1/config/acks", new ConfigAck(replica, revision, leaving));
    }

    /** Tells when tokens were last used. */
    public void tell(TokenUses uses) throws IOException, InterruptedException {
        post("/internal/v1/token-uses", uses);
    }

    /** Tells what came of testing a credential. */
    public void tell(ProbeResult result) throws IOException, InterruptedException {
        post("/internal/v1/credential-probes", result);
    }

    private void post(String path, Object said) throws IOException, InterruptedException {
        HttpRequest request = to(path).timeout(feed.timeout())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(said)))
                .build();
        demand(http.send(request, HttpResponse.BodyHandlers.discarding()), 204);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(settings.adminUrl() + path))
                .header("authorization", "Bearer " + keys.serviceKey().reveal())
                .header("x-promptgate-replica", replica);
    }

    private static void demand(HttpResponse<?> answer, int status) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException("admin-service answered " + answer.statusCode() + " to "
                    + answer.request().uri().getPath());
        }
    }
}
