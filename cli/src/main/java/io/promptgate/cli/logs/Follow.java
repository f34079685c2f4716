package io.promptgate.cli.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.cli.terminal.Failure;
import io.promptgate.common.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows a project's live view, and takes it up where it was after a break: no request is shown twice, and none is
 * missed. Ends when the process does, or logs-service refuses.
 */
public final class Follow {
    private final LogsApi api;
    private final String path;
    private final Map<String, String> query;
    private final Duration pause;
    private final Listener listener;
    private @Nullable String lastEventId;
    private boolean connectedOnce;
    private boolean away;

    /** Who is told. */
    public interface Listener {
        /** The view stands for the first time: what is kept from now on will come. */
        void begun();

        void request(JsonNode request);

        /** The view broke or stands again. */
        void news(String line);
    }

    /** {@code pause} is how long to wait before another attempt. */
    public Follow(LogsApi api, String project, String filter, Duration pause, Listener listener) {
        this.api = api;
        this.path = "/logs/v1/projects/" + project + "/live";
        this.query = filter.isEmpty() ? Map.of() : Map.of("q", filter);
        this.pause = pause;
        this.listener = listener;
    }

    /**
     * Runs until the thread is interrupted.
     *
     * @throws Failure when logs-service refuses, or cannot be reached in the first place
     */
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (InputStream stream = api.events(path, query, lastEventId)) {
                connected();
                read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                if (!connectedOnce) {
                    throw api.away(e);
                }
                broken(api.away(e).getMessage());
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    private void connected() {
        if (!connectedOnce) {
            connectedOnce = true;
            listener.begun();
        }
        if (away) {
            away = false;
            listener.news("logs-service answers again");
        }
    }

    private void broken(String message) {
        if (!away) {
            away = true;
            listener.news(message + "; trying on");
        }
    }

    /** Reads events (WHATWG HTML, server-sent events) up to the stream's end. */
    private void read(BufferedReader lines) throws IOException {
        String type = "";
        @Nullable String id = null;
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                lastEventId = id == null ? lastEventId : id;
                dispatch(type, data.toString());
                type = "";
                data.setLength(0);
            } else if (line.startsWith("id:")) {
                id = value(line, 3);
            } else if (line.startsWith("event:")) {
                type = value(line, 6);
            } else if (line.startsWith("data:")) {
                data.append(value(line, 5));
            }
        }
    }

    private void dispatch(String type, String data) throws IOException {
        if (data.isEmpty()) {
            return;
        }
        switch (type) {
            case "" -> listener.request(Json.MAPPER.readTree(data));
            case "resume" ->
                lastEventId = Json.MAPPER.readTree(data).path("last_event_id").asText(lastEventId);
            case "reset" -> listener.news("the log was set back; what came meanwhile may be missing");
            default -> {
                // of a later version
            }
        }
    }

    private static String value(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }
}
