package io.promptgate.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives batches to logs-service, and knows whether it takes any. Thread-safe; whoever calls waits for the answer. */
final class LogsClient {
    private static final Logger LOG = Logger.getLogger(LogsClient.class);

    private final ShipSettings settings;
    private final URI target;
    private final Keys keys;
    private final Drops drops;
    private final Counter shipped;
    private final Counter rejected;
    private final Counter failures;
    private final HttpClient http;
    private volatile boolean away;

    /** What became of a batch. */
    private enum Answer {
        TAKEN,
        /** It will be the same however often it is sent. */
        REFUSED,
        AWAY
    }

    LogsClient(ShipSettings settings, GatewaySettings suite, Keys keys, Drops drops, MeterRegistry metrics) {
        this.settings = settings;
        this.target = suite.logsUrl().resolve("/internal/v1/log-events");
        this.keys = keys;
        this.drops = drops;
        this.shipped = metrics.counter("promptgate.records.shipped");
        this.rejected = metrics.counter("promptgate.records.rejected");
        this.failures = metrics.counter("promptgate.records.ship.failures");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /** Whether the last batch was not taken. */
    boolean isAway() {
        return away;
    }

    /**
     * Returns when every line is kept by logs-service, or refused for good, which is counted as a drop.
     *
     * @return false when logs-service is away, or this thread is interrupted
     */
    boolean deliver(Lines lines) {
        return deliver(lines, 0, lines.lines());
    }

    /** A batch that logs-service will never take is halved, until the line at fault is alone. */
    private boolean deliver(Lines lines, int from, int to) {
        Answer answer = from == to ? Answer.TAKEN : send(lines, from, to);
        if (answer != Answer.REFUSED) {
            return answer == Answer.TAKEN;
        }
        if (to - from == 1) {
            drops.lost(lines.buffer(), lines.start(from), lines.end(from) - lines.start(from));
            return true;
        }
        int middle = (from + to) >>> 1;
        return deliver(lines, from, middle) && deliver(lines, middle, to);
    }

    private Answer send(Lines lines, int from, int to) {
        try {
            HttpResponse<String> said = http.send(request(lines, from, to), HttpResponse.BodyHandlers.ofString());
            Answer answer = read(said, to - from);
            heard(answer == Answer.AWAY ? "it answered " + said.statusCode() : null);
            return answer;
        } catch (IOException e) {
            heard(e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Answer.AWAY;
    }

    /** Tells the log once when logs-service goes away, and once when it is back. */
    private void heard(@Nullable String problem) {
        if (problem != null) {
            failures.increment();
            if (!away) {
                LOG.warnf("logs-service takes no records (%s); they wait", problem);
            }
        } else if (away) {
            LOG.info("logs-service takes records again");
        }
        away = problem != null;
    }

    private Answer read(HttpResponse<String> answer, int lines) throws IOException {
        return switch (answer.statusCode()) {
            case 200 -> {
                taken(answer.body(), lines);
                yield Answer.TAKEN;
            }
            case 400, 413, 422 -> {
                LOG.errorf("logs-service refused a batch of %d records with status %d", lines, answer.statusCode());
                yield Answer.REFUSED;
            }
            default -> Answer.AWAY;
        };
    }

    private void taken(String answer, int lines) throws IOException {
        int no = Json.MAPPER.readTree(answer).path("rejected").size();
        shipped.increment((double) lines - no);
        if (no > 0) {
            rejected.increment(no);
            LOG.errorf("logs-service rejected %d of %d records: %s", no, lines, answer);
        }
    }

    private HttpRequest request(Lines lines, int from, int to) throws IOException {
        int start = lines.start(from);
        int length = lines.end(to - 1) - start;
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("authorization", "Bearer " + keys.serviceKey().reveal())
                .header("content-type", "application/x-ndjson");
        if (!settings.compress()) {
            return request.POST(HttpRequest.BodyPublishers.ofByteArray(lines.buffer(), start, length))
                    .build();
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(lines.buffer(), start, length);
        }
        return request.header("content-encoding", "gzip")
                .header("x-promptgate-plain-length", Integer.toString(length))
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
    }
}
