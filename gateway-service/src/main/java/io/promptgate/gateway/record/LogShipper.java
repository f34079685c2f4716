package io.promptgate.gateway.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.json.Json;
import io.promptgate.gateway.start.GatewaySettings;
import io.promptgate.gateway.start.Keys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries records to logs-service, in batches, on a thread of its own: whoever hands one over never waits. The queue
 * is bounded in bytes; a batch that logs-service does not take is sent again until it does, and ingestion there is
 * idempotent, so that a record arrives once.
 */
@Singleton
public final class LogShipper {
    private static final Logger LOG = Logger.getLogger(LogShipper.class);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final ShipSettings settings;
    private final URI target;
    private final Keys keys;
    private final MeterRegistry metrics;
    private final HttpClient http;
    private final ConcurrentLinkedQueue<Recording> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "log-shipper");
    private volatile boolean stopping;
    private volatile boolean idle;
    private boolean away;

    /** What became of a batch. */
    private enum Answer {
        TAKEN,
        /** It will be the same however often it is sent. */
        REFUSED,
        AWAY
    }

    public LogShipper(ShipSettings settings, GatewaySettings suite, Keys keys, MeterRegistry metrics) {
        this.settings = settings;
        this.target = suite.logsUrl().resolve("/internal/v1/log-events");
        this.keys = keys;
        this.metrics = metrics;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        metrics.gauge("promptgate.records.queued.bytes", queuedBytes);
        metrics.gauge(
                "promptgate.records.queue.limit.bytes", settings, s -> s.queue().asLongValue());
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the records of the last requests to be taken, up to the drain time. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(settings.drain());
        if (thread.isAlive()) {
            thread.interrupt();
            LOG.errorf("%d bytes of records were not taken by logs-service in time and are lost", queuedBytes.get());
        }
    }

    /** Takes a record. From any thread; never waits. When the queue is full the record is dropped and counted. */
    void offer(Recording recording) {
        if (queuedBytes.get() + recording.bytes() > settings.queue().asLongValue()) {
            dropped(recording);
            return;
        }
        queuedBytes.addAndGet(recording.bytes());
        queue.add(recording);
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    private void dropped(Recording recording) {
        String project = recording.record().client().projectUuid().toString();
        metrics.counter("promptgate.records.dropped", "project", project).increment();
    }

    private void run() {
        while (!(stopping && queue.isEmpty())) {
            if (queue.isEmpty()) {
                sleepUntilOffered();
            } else {
                linger();
                ship(nextBatch());
            }
            if (Thread.interrupted()) {
                return;
            }
        }
    }

    private void sleepUntilOffered() {
        idle = true;
        if (queue.isEmpty() && !stopping) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        idle = false;
    }

    private void linger() {
        if (!stopping) {
            LockSupport.parkNanos(settings.linger().toNanos());
        }
    }

    private List<Recording> nextBatch() {
        List<Recording> batch = new ArrayList<>();
        long bytes = 0;
        Recording next = queue.peek();
        while (next != null
                && batch.size() < settings.batchRecords()
                && (batch.isEmpty()
                        || bytes + next.bytes() <= settings.batchBytes().asLongValue())) {
            batch.add(queue.remove());
            bytes += next.bytes();
            next = queue.peek();
        }
        return batch;
    }

    /** Sends the batch until it is taken. It counts as queued until then. */
    private void ship(List<Recording> batch) {
        deliver(batch);
        batch.forEach(recording -> queuedBytes.addAndGet(-recording.bytes()));
    }

    /** A batch that logs-service will never take is halved, until the record at fault is alone. */
    private void deliver(List<Recording> batch) {
        byte[] body = encode(batch);
        Answer answer = body.length == 0 ? Answer.TAKEN : send(body, batch.size());
        Duration pause = settings.retry();
        while (answer == Answer.AWAY && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? pause.multipliedBy(2) : LONGEST_RETRY;
            answer = send(body, batch.size());
        }
        if (answer == Answer.REFUSED && batch.size() > 1) {
            deliver(batch.subList(0, batch.size() / 2));
            deliver(batch.subList(batch.size() / 2, batch.size()));
        } else if (answer == Answer.REFUSED) {
            dropped(batch.getFirst());
        }
    }

    private byte[] encode(List<Recording> batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        for (Recording recording : batch) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(2 * 1024);
            try {
                RecordCodec.write(Redactor.redact(recording.record(), recording.secrets()), line);
                out.writeBytes(line.toByteArray());
            } catch (IOException | RuntimeException e) {
                LOG.errorf(e, "record %s cannot be written", recording.record().id());
                dropped(recording);
            }
        }
        return out.toByteArray();
    }

    private Answer send(byte[] body, int records) {
        try {
            HttpResponse<String> said = http.send(request(body), HttpResponse.BodyHandlers.ofString());
            Answer answer = read(said, records);
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
            metrics.counter("promptgate.records.ship.failures").increment();
            if (!away) {
                LOG.warnf("logs-service takes no records (%s); they wait", problem);
            }
        } else if (away) {
            LOG.info("logs-service takes records again");
        }
        away = problem != null;
    }

    private Answer read(HttpResponse<String> answer, int records) throws IOException {
        return switch (answer.statusCode()) {
            case 200 -> {
                taken(answer.body(), records);
                yield Answer.TAKEN;
            }
            case 400, 413, 422 -> {
                LOG.errorf("logs-service refused a batch of %d records with status %d", records, answer.statusCode());
                yield Answer.REFUSED;
            }
            default -> Answer.AWAY;
        };
    }

    private void taken(String answer, int records) throws IOException {
        int rejected = Json.MAPPER.readTree(answer).path("rejected").size();
        metrics.counter("promptgate.records.shipped").increment(records - rejected);
        if (rejected > 0) {
            metrics.counter("promptgate.records.rejected").increment(rejected);
            LOG.errorf("logs-service rejected %d of %d records: %s", rejected, records, answer);
        }
    }

    private HttpRequest request(byte[] body) {
        return HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("authorization", "Bearer " + keys.serviceKey().reveal())
                .header("content-type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
